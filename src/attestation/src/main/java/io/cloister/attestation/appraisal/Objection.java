// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.appraisal;

/// One rule of a policy that proven evidence breaks.
///
/// @param rule the member of the policy that demands it, such as `tcb.statuses`
/// @param explanation what was demanded and what was found, for a person
public record Objection(String rule, String explanation) {
  @Override
  public String toString() {
    return rule + ": " + explanation;
  }
}
