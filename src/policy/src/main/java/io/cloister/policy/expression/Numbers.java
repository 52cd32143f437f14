// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.expression;

import static io.cloister.policy.expression.Types.number;

import io.cloister.policy.value.BooleanValue;
import io.cloister.policy.value.DatetimeValue;
import io.cloister.policy.value.DurationValue;
import io.cloister.policy.value.EvaluationException;
import io.cloister.policy.value.Fault;
import io.cloister.policy.value.LongValue;
import io.cloister.policy.value.Value;

/// Arithmetic, which fails on overflow, and order. Besides integers, datetimes and durations are
/// ordered; decimals have methods of their own.
final class Numbers {
  private Numbers() {}

  interface Arithmetic {
    long apply(long left, long right);
  }

  interface Order {
    boolean holds(int comparison);
  }

  static Expression negate(Expression argument) {
    return (request, entities) -> {
      long number = number(argument.evaluate(request, entities));
      if (number == Long.MIN_VALUE) {
        throw EvaluationException.of(Fault.OVERFLOW);
      }
      return new LongValue(-number);
    };
  }

  static Expression arithmetic(Expression left, Expression right, Arithmetic operator) {
    return (request, entities) -> {
      long first = number(left.evaluate(request, entities));
      long second = number(right.evaluate(request, entities));
      try {
        return new LongValue(operator.apply(first, second));
      } catch (ArithmeticException overflow) {
        throw EvaluationException.of(Fault.OVERFLOW);
      }
    };
  }

  static Expression compare(Expression left, Expression right, Order order) {
    return (request, entities) -> {
      Value first = left.evaluate(request, entities);
      Value second = right.evaluate(request, entities);
      return BooleanValue.of(order.holds(compare(first, second)));
    };
  }

  private static int compare(Value left, Value right) {
    if (left instanceof LongValue(long first) && right instanceof LongValue(long second)) {
      return Long.compare(first, second);
    }
    if (left instanceof DatetimeValue(long first) && right instanceof DatetimeValue(long second)) {
      return Long.compare(first, second);
    }
    if (left instanceof DurationValue(long first) && right instanceof DurationValue(long second)) {
      return Long.compare(first, second);
    }
    throw EvaluationException.of(Fault.TYPE);
  }
}
