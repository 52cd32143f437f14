// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.expression;

import io.cloister.policy.entity.Entities;
import io.cloister.policy.entity.Request;
import io.cloister.policy.value.Value;

/// A compiled Cedar expression.
public interface Expression {
  /// Evaluates the expression for a request over the given entities.
  ///
  /// @throws io.cloister.policy.value.EvaluationException when it has no value
  Value evaluate(Request request, Entities entities);
}
