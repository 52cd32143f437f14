// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy;

import static java.util.Objects.requireNonNull;

import io.cloister.policy.value.Fault;

/// A policy that could not be evaluated and was therefore skipped.
public record PolicyError(String policyId, Fault fault) {
  public PolicyError {
    requireNonNull(policyId, "policyId");
    requireNonNull(fault, "fault");
  }
}
