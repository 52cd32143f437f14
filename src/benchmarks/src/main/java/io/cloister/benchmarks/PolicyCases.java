// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.benchmarks;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.CedarJson;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationSuccessResponse;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.Value;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.cloister.compliance.cedar.PolicyParser;
import io.cloister.compliance.processing.ProcessingDecision;
import io.cloister.compliance.processing.ProcessingPolicy;
import io.cloister.policy.Policy;
import io.cloister.policy.PolicySet;
import io.cloister.policy.entity.Entities;
import io.cloister.policy.entity.EntityJson;
import io.cloister.policy.entity.Request;
import io.cloister.policy.json.Json;
import io.cloister.policy.json.JsonReader;
import io.cloister.policy.json.JsonWriter;
import io.cloister.policy.value.EntityUid;
import io.cloister.policy.value.ValueJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// A number of policies, and jobs to decide by them, as both engines want them: the processing
/// policies of this release, filled up with tenants' own forbids.
final class PolicyCases {
  /// What the policies beyond the shipped ones are like.
  enum Tenants {
    /// Each is about its own tenant's jobs, as publication demands of a tenant.
    BY_TENANT("resource.tenant == Cloister::Tenant::\"tenant%d\" && resource.replicas < %d"),
    /// Each asks every job the same thing, so each must be evaluated for every job.
    ALIKE("resource.replicas + %d < %d");

    private final String condition;

    Tenants(String condition) {
      this.condition = condition;
    }
  }

  /// One job.
  record Case(Request request, Entities entities, Foreign foreign) {}

  /// One job in Cedar's own classes.
  record Foreign(AuthorizationRequest request, com.cedarpolicy.model.entity.Entities entities) {}

  private static final String SHIPPED = "/cloister/policies/processing/processing.json";

  private final BasicAuthorizationEngine cedar = new BasicAuthorizationEngine();
  private final PolicySet policies;
  private final com.cedarpolicy.model.policy.PolicySet foreign;
  private final List<Case> jobs = new ArrayList<>();

  private PolicyCases(Map<String, Json> policies)
      throws InternalException, CacheException, JsonProcessingException {
    List<Policy> ours = new ArrayList<>();
    Set<com.cedarpolicy.model.policy.Policy> theirs = new HashSet<>();
    for (Map.Entry<String, Json> policy : policies.entrySet()) {
      ours.add(Policy.compile(policy.getKey(), policy.getValue()));
      theirs.add(
          com.cedarpolicy.model.policy.Policy.fromJson(
              policy.getKey(), JsonWriter.canonical(policy.getValue())));
    }
    this.policies = PolicySet.of(ours);
    this.foreign = new com.cedarpolicy.model.policy.PolicySet(theirs);
    foreign.cache();
    ProcessingPolicy shipped = ProcessingPolicy.load();
    for (int job = 0; job < PolicyFacts.JOBS; job++) {
      ProcessingDecision decision = shipped.decide(PolicyFacts.job(job));
      Request request = decision.record().request();
      Entities entities = decision.record().entities();
      jobs.add(new Case(request, entities, foreign(request, entities)));
    }
  }

  static PolicyCases policies(int count, Tenants tenants) throws BenchmarkException {
    Map<String, Json> policies = new HashMap<>();
    JsonReader.read(shipped())
        .asMembers()
        .require("staticPolicies")
        .asMembers()
        .members()
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .limit(count)
        .forEach(each -> policies.put(each.getKey(), each.getValue()));
    for (int i = policies.size(); i < count; i++) {
      String condition = String.format(Locale.ROOT, tenants.condition, i, -i);
      String text = "forbid (principal, action, resource) when { " + condition + " };";
      policies.put("tenant." + i, PolicyParser.parse(text).getFirst());
    }
    try {
      return new PolicyCases(policies);
    } catch (InternalException | CacheException | JsonProcessingException e) {
      throw new BenchmarkException("Cedar does not take the policies or jobs", e);
    }
  }

  private static byte[] shipped() throws BenchmarkException {
    try (InputStream in = ProcessingPolicy.class.getResourceAsStream(SHIPPED)) {
      return Objects.requireNonNull(in, SHIPPED).readAllBytes();
    } catch (IOException e) {
      throw new BenchmarkException("cannot read " + SHIPPED, e);
    }
  }

  PolicySet policies() {
    return policies;
  }

  List<Case> jobs() {
    return jobs;
  }

  AuthorizationSuccessResponse decideByCedar(int job) throws BenchmarkException {
    try {
      Foreign each = jobs.get(job).foreign();
      return cedar
          .isAuthorized(each.request(), foreign, each.entities())
          .success
          .orElseThrow(() -> new BenchmarkException("Cedar does not decide"));
    } catch (AuthException e) {
      throw new BenchmarkException("Cedar does not decide", e);
    }
  }

  private static Foreign foreign(Request request, Entities entities)
      throws InternalException, JsonProcessingException {
    String context = JsonWriter.canonical(ValueJson.write(request.context()));
    Map<String, Value> values =
        CedarJson.objectMapper().readValue(context, new TypeReference<HashMap<String, Value>>() {});
    String json = new String(EntityJson.writeEntities(entities), StandardCharsets.UTF_8);
    return new Foreign(
        new AuthorizationRequest(
            uid(request.principal()), uid(request.action()), uid(request.resource()), values),
        com.cedarpolicy.model.entity.Entities.parse(json));
  }

  private static EntityUID uid(EntityUid uid) {
    return EntityTypeName.parse(uid.type()).orElseThrow().of(uid.id());
  }
}
