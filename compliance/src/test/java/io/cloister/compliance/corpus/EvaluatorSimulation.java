// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.CedarJson;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationSuccessResponse;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.Value;
import com.fasterxml.jackson.core.type.TypeReference;
import io.cloister.compliance.cedar.PolicyParser;
import io.cloister.policy.Authorizer;
import io.cloister.policy.Decision;
import io.cloister.policy.Policy;
import io.cloister.policy.PolicyError;
import io.cloister.policy.PolicySet;
import io.cloister.policy.Verdict;
import io.cloister.policy.entity.Entities;
import io.cloister.policy.entity.EntityJson;
import io.cloister.policy.entity.Request;
import io.cloister.policy.json.Json;
import io.cloister.policy.json.JsonReader;
import io.cloister.policy.json.JsonWriter;
import io.cloister.policy.value.EntityUid;
import io.cloister.policy.value.ValueJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// Our evaluator and Cedar's own engine decide random requests by random policies, and must agree
/// on verdict, determining policies and errors. Replay a failure with
/// `-Dcloister.differential.seed`; raise the number of requests with
/// `-Dcloister.differential.requests`.
class EvaluatorSimulation {
  private static final System.Logger LOG = System.getLogger(EvaluatorSimulation.class.getName());
  private static final long SEED = Long.getLong("cloister.differential.seed", 20_261_122L);
  private static final int REQUESTS = Integer.getInteger("cloister.differential.requests", 5_000);
  private static final int REQUESTS_PER_SET = 25;
  private static final int POLICIES = 8;

  private final BasicAuthorizationEngine cedar = new BasicAuthorizationEngine();

  @Test
  void decidesAsCedarDoes() throws Exception {
    LOG.log(System.Logger.Level.INFO, "{0} requests from seed {1,number,#}", REQUESTS, SEED);
    int permits = 0;
    int failing = 0;
    for (int set = 0; set < REQUESTS / REQUESTS_PER_SET; set++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED + set);
      Setting setting = setting(random);
      RandomRequests requests = new RandomRequests(random);
      for (int i = 0; i < REQUESTS_PER_SET; i++) {
        Request request = requests.request();
        Decision ours = Authorizer.decide(setting.ours, request, setting.entities);
        assertThat(describe(ours))
            .as("seed %d, request %d: %s", SEED + set, i, request)
            .isEqualTo(describe(decideByCedar(setting, request)));
        permits += ours.verdict() == Verdict.PERMIT ? 1 : 0;
        failing += ours.errors().isEmpty() ? 0 : 1;
      }
    }
    assertThat(permits).as("permits").isGreaterThan(REQUESTS / 20);
    assertThat(failing).as("requests with errors").isGreaterThan(REQUESTS / 20);
  }

  private record Setting(
      PolicySet ours,
      com.cedarpolicy.model.policy.PolicySet theirs,
      Entities entities,
      com.cedarpolicy.model.entity.Entities theirEntities) {}

  private static Setting setting(RandomGenerator random) throws Exception {
    RandomPolicies policies = new RandomPolicies(random);
    List<Policy> ours = new ArrayList<>();
    Set<com.cedarpolicy.model.policy.Policy> theirs = new HashSet<>();
    for (int i = 0; i < POLICIES; i++) {
      String id = "policy" + i;
      String json = JsonWriter.canonical(policies.policy());
      var translated = com.cedarpolicy.model.policy.Policy.fromJson(id, json);
      Json reparsed = PolicyParser.parse(translated.policySrc).getFirst();
      assertThat(JsonWriter.canonical(reparsed))
          .as(translated.policySrc)
          .isEqualTo(JsonWriter.canonical(JsonReader.read(translated.toJson())));
      theirs.add(translated);
      ours.add(Policy.compile(id, JsonReader.read(json)));
    }
    Entities entities = new RandomRequests(random).entities();
    String entityJson = new String(EntityJson.writeEntities(entities), StandardCharsets.UTF_8);
    var cached = new com.cedarpolicy.model.policy.PolicySet(theirs);
    cached.cache();
    return new Setting(
        PolicySet.of(ours),
        cached,
        entities,
        com.cedarpolicy.model.entity.Entities.parse(entityJson));
  }

  private AuthorizationSuccessResponse decideByCedar(Setting setting, Request request)
      throws Exception {
    String json = JsonWriter.canonical(ValueJson.write(request.context()));
    Map<String, Value> context =
        CedarJson.objectMapper().readValue(json, new TypeReference<HashMap<String, Value>>() {});
    AuthorizationRequest theirs =
        new AuthorizationRequest(
            uid(request.principal()), uid(request.action()), uid(request.resource()), context);
    var response = cedar.isAuthorized(theirs, setting.theirs, setting.theirEntities);
    assertThat(response.success).as(response.toString()).isPresent();
    return response.success.get();
  }

  private static EntityUID uid(EntityUid uid) {
    return EntityTypeName.parse(uid.type()).orElseThrow().of(uid.id());
  }

  private static String describe(Decision decision) {
    Set<String> errors = new TreeSet<>();
    decision.errors().stream().map(PolicyError::policyId).forEach(errors::add);
    return describe(decision.verdict() == Verdict.PERMIT, decision.determining(), errors);
  }

  private static String describe(AuthorizationSuccessResponse response) {
    Set<String> errors = new TreeSet<>();
    response.getErrors().forEach(error -> errors.add(error.getPolicyId()));
    return describe(response.isAllowed(), List.copyOf(new TreeSet<>(response.getReason())), errors);
  }

  private static String describe(boolean permitted, List<String> reasons, Set<String> errors) {
    return permitted + " because of " + reasons + ", errors " + errors;
  }
}
