// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.expression;

import io.cloister.policy.entity.Entities;
import io.cloister.policy.entity.Request;
import io.cloister.policy.value.EvaluationException;
import io.cloister.policy.value.Value;
import java.util.List;
import java.util.function.Supplier;

/// An expression whose value was known when the policy was compiled.
record Constant(Value value) implements Expression {
  @Override
  public Value evaluate(Request request, Entities entities) {
    return value;
  }

  static boolean areAll(List<Expression> parts) {
    return parts.stream().allMatch(Constant.class::isInstance);
  }

  static Value of(Expression constant) {
    return ((Constant) constant).value();
  }

  /// Computes now what cannot change. A computation that fails fails again at each evaluation,
  /// since only an evaluated error counts.
  static Expression fold(Supplier<Value> computation) {
    try {
      return new Constant(computation.get());
    } catch (EvaluationException failure) {
      return (request, entities) -> {
        throw failure;
      };
    }
  }
}
