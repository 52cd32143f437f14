// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.expression;

import io.cloister.policy.value.BooleanValue;
import io.cloister.policy.value.EntityUid;
import io.cloister.policy.value.EvaluationException;
import io.cloister.policy.value.Fault;
import io.cloister.policy.value.LongValue;
import io.cloister.policy.value.SetValue;
import io.cloister.policy.value.StringValue;
import io.cloister.policy.value.Value;
import java.util.Set;

/// Narrows values to the type that an operator asks for, or fails with [Fault#TYPE].
final class Types {
  private Types() {}

  static boolean truth(Value value) {
    if (value == BooleanValue.TRUE) {
      return true;
    }
    if (value == BooleanValue.FALSE) {
      return false;
    }
    throw EvaluationException.of(Fault.TYPE);
  }

  static long number(Value value) {
    if (value instanceof LongValue(long number)) {
      return number;
    }
    throw EvaluationException.of(Fault.TYPE);
  }

  static String text(Value value) {
    if (value instanceof StringValue(String text)) {
      return text;
    }
    throw EvaluationException.of(Fault.TYPE);
  }

  static EntityUid uid(Value value) {
    if (value instanceof EntityUid uid) {
      return uid;
    }
    throw EvaluationException.of(Fault.TYPE);
  }

  static Set<Value> members(Value value) {
    if (value instanceof SetValue(Set<Value> members)) {
      return members;
    }
    throw EvaluationException.of(Fault.TYPE);
  }
}
