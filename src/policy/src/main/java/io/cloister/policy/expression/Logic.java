// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.expression;

import static io.cloister.policy.expression.Types.truth;

import io.cloister.policy.value.BooleanValue;

/// Boolean operators and choice; the right side is evaluated only when it matters.
final class Logic {
  private Logic() {}

  static Expression not(Expression argument) {
    return (request, entities) -> BooleanValue.of(!truth(argument.evaluate(request, entities)));
  }

  static Expression and(Expression left, Expression right) {
    return (request, entities) ->
        BooleanValue.of(
            truth(left.evaluate(request, entities)) && truth(right.evaluate(request, entities)));
  }

  static Expression or(Expression left, Expression right) {
    return (request, entities) ->
        BooleanValue.of(
            truth(left.evaluate(request, entities)) || truth(right.evaluate(request, entities)));
  }

  static Expression choose(Expression condition, Expression then, Expression otherwise) {
    return (request, entities) ->
        truth(condition.evaluate(request, entities))
            ? then.evaluate(request, entities)
            : otherwise.evaluate(request, entities);
  }
}
