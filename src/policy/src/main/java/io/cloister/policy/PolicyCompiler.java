// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy;

import io.cloister.policy.expression.ExpressionCompiler;
import io.cloister.policy.json.Json;
import io.cloister.policy.json.PolicyFormatException;
import io.cloister.policy.value.BooleanValue;
import io.cloister.policy.value.EntityUid;
import io.cloister.policy.value.ValueJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads the frame of a policy in Cedar's JSON form: effect, scopes, conditions, annotations.
final class PolicyCompiler {
  private static final Set<String> MEMBERS =
      Set.of("effect", "principal", "action", "resource", "conditions", "annotations");

  private PolicyCompiler() {}

  static Policy compile(String id, Json json) {
    Json.Members policy = json.asMembers();
    if (!MEMBERS.containsAll(policy.members().keySet())) {
      throw new PolicyFormatException("unexpected member of a policy");
    }
    Policy.Head head =
        new Policy.Head(
            scope(policy.require("principal").asMembers()),
            scope(policy.require("action").asMembers()),
            scope(policy.require("resource").asMembers()));
    List<Json> clauses = policy.find("conditions").map(Json::asItems).orElse(List.of());
    return new Policy(
        id,
        effect(policy.require("effect").asText()),
        policy.find("annotations").map(PolicyCompiler::annotations).orElse(Map.of()),
        head,
        new Policy.Conditions(conditions(clauses), Guard.of(clauses)));
  }

  private static Effect effect(String name) {
    return switch (name) {
      case "permit" -> Effect.PERMIT;
      case "forbid" -> Effect.FORBID;
      default -> throw new PolicyFormatException("unknown effect");
    };
  }

  private static Map<String, String> annotations(Json json) {
    Map<String, String> annotations = new HashMap<>();
    json.asMembers()
        .members()
        .forEach((name, value) ->
            annotations.put(name, value == Json.Literal.NULL ? "" : value.asText()));
    return annotations;
  }

  private static Scope scope(Json.Members json) {
    if (json.members().containsKey("slot")) {
      throw new PolicyFormatException("templates are not supported");
    }
    return switch (json.require("op").asText()) {
      case "All" -> new Scope.Any();
      case "==" -> new Scope.Exactly(uid(json));
      case "in" -> new Scope.Within(ancestors(json));
      case "is" -> type(json);
      default -> throw new PolicyFormatException("unknown scope operator");
    };
  }

  private static EntityUid uid(Json.Members json) {
    return ValueJson.readUid(json.require("entity"));
  }

  private static List<EntityUid> ancestors(Json.Members json) {
    return json.find("entities")
        .map(list -> list.asItems().stream().map(ValueJson::readUid).toList())
        .orElseGet(() -> List.of(uid(json)));
  }

  private static Scope type(Json.Members json) {
    String type = json.require("entity_type").asText();
    Json within = json.members().get("in");
    if (within == null) {
      return new Scope.OfType(type);
    }
    Json.Members ancestor = within.asMembers();
    if (ancestor.members().containsKey("slot")) {
      throw new PolicyFormatException("templates are not supported");
    }
    return new Scope.OfTypeWithin(type, uid(ancestor));
  }

  private static List<Policy.Condition> conditions(List<Json> clauses) {
    List<Policy.Condition> conditions = new ArrayList<>();
    for (Json clause : clauses) {
      Json.Members members = clause.asMembers();
      BooleanValue required =
          switch (members.require("kind").asText()) {
            case "when" -> BooleanValue.TRUE;
            case "unless" -> BooleanValue.FALSE;
            default -> throw new PolicyFormatException("unknown kind of condition");
          };
      conditions.add(
          new Policy.Condition(ExpressionCompiler.compile(members.require("body")), required));
    }
    return conditions;
  }
}
