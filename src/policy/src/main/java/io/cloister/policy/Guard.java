// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy;

import io.cloister.policy.expression.Expression;
import io.cloister.policy.expression.ExpressionCompiler;
import io.cloister.policy.json.Json;
import io.cloister.policy.json.JsonWriter;
import io.cloister.policy.value.Value;
import java.util.List;
import java.util.Optional;

/// The first thing that a policy's conditions ask, where it is whether an attribute equals a
/// constant: `when { resource.tenant == Tenant::"a" && ... }`. When it does not, nothing behind it
/// is evaluated and the policy does not hold, so policies with the same path need one lookup
/// instead of one evaluation each.
///
/// @param path names the path: equal paths have equal names
/// @param read evaluates the path
/// @param expected the constant
record Guard(String path, Expression read, Value expected) {
  /// The guard of a policy with these conditions, in Cedar's JSON form.
  static Optional<Guard> of(List<Json> conditions) {
    if (conditions.isEmpty()) {
      return Optional.empty();
    }
    Json.Members first = conditions.getFirst().asMembers();
    if (!first.require("kind").asText().equals("when")) {
      return Optional.empty();
    }
    return leftmost(first.require("body").asMembers()).flatMap(Guard::ofEquality);
  }

  /// What is evaluated first of a conjunction, if it is an equality.
  private static Optional<Json.Members> leftmost(Json.Members body) {
    Json.Members at = body;
    while (at.members().get("&&") instanceof Json.Members conjunction) {
      at = conjunction.require("left").asMembers();
    }
    return at.find("==").map(Json::asMembers);
  }

  private static Optional<Guard> ofEquality(Json.Members equality) {
    Json left = equality.require("left");
    Json right = equality.require("right");
    return isPath(left) ? of(left, right) : isPath(right) ? of(right, left) : Optional.empty();
  }

  private static Optional<Guard> of(Json path, Json constant) {
    return ExpressionCompiler.constant(constant)
        .map(value ->
            new Guard(JsonWriter.canonical(path), ExpressionCompiler.compile(path), value));
  }

  private static boolean isPath(Json expression) {
    Json at = expression;
    while (at instanceof Json.Members(var members)
        && members.get(".") instanceof Json.Members access) {
      at = access.require("left");
    }
    return at instanceof Json.Members(var members) && members.containsKey("Var");
  }
}
