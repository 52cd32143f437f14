// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy;

import io.cloister.policy.entity.Entities;
import io.cloister.policy.entity.Request;
import io.cloister.policy.expression.Expression;
import io.cloister.policy.value.EvaluationException;
import io.cloister.policy.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Policies of one place of the index, by their guards: those without one, and for each path a
/// table from the expected constant to the policies that ask for it.
final class Guarded {
  private final List<Policy> unguarded = new ArrayList<>();
  private final Map<String, Path> byPath = new HashMap<>();

  /// Policies that first ask for the same path.
  private static final class Path {
    private final Expression read;
    private final Map<Value, List<Policy>> byExpected = new HashMap<>();

    Path(Expression read) {
      this.read = read;
    }

    void forEachCandidate(Request request, Entities entities, Consumer<Policy> use) {
      List<Policy> asking;
      try {
        asking = byExpected.get(read.evaluate(request, entities));
      } catch (EvaluationException everyOneFails) {
        // A policy whose head does not match does not even fail: each must see for itself.
        byExpected.values().forEach(policies -> policies.forEach(use));
        return;
      }
      if (asking != null) {
        asking.forEach(use);
      }
    }
  }

  void add(Policy policy) {
    policy.guard().ifPresentOrElse(guard -> add(guard, policy), () -> unguarded.add(policy));
  }

  private void add(Guard guard, Policy policy) {
    byPath
        .computeIfAbsent(guard.path(), absent -> new Path(guard.read()))
        .byExpected
        .computeIfAbsent(guard.expected(), absent -> new ArrayList<>())
        .add(policy);
  }

  void forEachCandidate(Request request, Entities entities, Consumer<Policy> use) {
    unguarded.forEach(use);
    for (Path path : byPath.values()) {
      path.forEachCandidate(request, entities, use);
    }
  }
}
