// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.policy.Authorizer;
import io.cloister.policy.Decision;
import io.cloister.policy.Policy;
import io.cloister.policy.PolicySet;
import io.cloister.policy.Verdict;
import io.cloister.policy.entity.Entities;
import io.cloister.policy.entity.Entity;
import io.cloister.policy.entity.EntityJson;
import io.cloister.policy.entity.Request;
import io.cloister.policy.json.Json;
import io.cloister.policy.json.JsonReader;
import io.cloister.policy.json.JsonWriter;
import io.cloister.policy.value.RecordValue;
import io.cloister.policy.value.Value;
import io.cloister.policy.value.ValueJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The cases beside the policies: a job that is permitted, and one change at a time that must be
/// denied by one policy.
class ProcessingCasesTest {
  private static final Path CASES = Path.of("src/test/resources/cloister/policies/processing");

  @SuppressWarnings("unused") // the cases of the parameterised test
  private static final List<Json> changes = read(CASES.resolve("cases.json")).asItems();

  private final PolicySet policies = loaded();
  private final Json.Members permitted = read(CASES.resolve("permitted.json")).asMembers();

  private static Json read(Path file) {
    try {
      return JsonReader.read(Files.readAllBytes(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static PolicySet loaded() {
    Path file = CedarText.ROOT.resolve("processing").resolve("processing.json");
    return PolicySet.parse(JsonWriter.canonicalBytes(read(file)));
  }

  private Request request() {
    return EntityJson.readRequest(JsonWriter.canonicalBytes(permitted.require("request")));
  }

  private Entities entities() {
    return EntityJson.readEntities(JsonWriter.canonicalBytes(permitted.require("entities")));
  }

  @Test
  void permitsTheJobThatLacksNothing() {
    Decision decision = Authorizer.decide(policies, request(), entities());

    assertThat(decision)
        .isEqualTo(new Decision(Verdict.PERMIT, List.of("processing.permit"), List.of()));
  }

  @ParameterizedTest
  @FieldSource("changes")
  void deniesTheJobThatLacksOneThing(Json change) {
    Json.Members wanted = change.asMembers();
    String id = wanted.require("policy").asText();

    Decision decision = Authorizer.decide(policies, asked(wanted), changed(wanted));

    assertThat(decision).isEqualTo(new Decision(Verdict.DENY, List.of(id), List.of()));
    assertThat(policies.find(id).flatMap(policy -> policy.annotation("article")))
        .hasValue(wanted.require("article").asText());
  }

  private Request asked(Json.Members change) {
    Request request = request();
    if (change.find("context").isEmpty()) {
      return request;
    }
    Map<String, Value> context = new HashMap<>(request.context().attributes());
    context.put(change.require("context").asText(), ValueJson.read(change.require("to")));
    return new Request(
        request.principal(), request.action(), request.resource(), new RecordValue(context));
  }

  private Entities changed(Json.Members change) {
    String type = change.find("of").map(Json::asText).orElse("none");
    List<Entity> entities = new ArrayList<>();
    for (Entity entity : entities().all()) {
      entities.add(entity.uid().type().equals(type) ? changed(entity, change) : entity);
    }
    return Entities.of(entities);
  }

  private static Entity changed(Entity entity, Json.Members change) {
    if (change.find("parents").isPresent()) {
      return new Entity(entity.uid(), entity.attributes(), entity.tags(), Set.of());
    }
    return entity.with(change.require("set").asText(), ValueJson.read(change.require("to")));
  }

  @Test
  void everyPolicyHasACase() {
    Set<String> tested = new TreeSet<>(Set.of("processing.permit"));
    changes.forEach(change -> tested.add(change.asMembers().require("policy").asText()));

    assertThat(policies.policies()).extracting(Policy::id).containsExactlyElementsOf(tested);
  }
}
