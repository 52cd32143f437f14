// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.value;

/// An expression that has no value. Thrown on the hot path, hence without a stack trace.
public final class EvaluationException extends RuntimeException {
  private final Fault fault;

  private EvaluationException(Fault fault) {
    super(fault.name(), null, false, false);
    this.fault = fault;
  }

  public static EvaluationException of(Fault fault) {
    return new EvaluationException(fault);
  }

  public Fault fault() {
    return fault;
  }
}
