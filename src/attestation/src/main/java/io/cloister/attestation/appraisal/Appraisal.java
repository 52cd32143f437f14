// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.appraisal;

import io.cloister.attestation.Measurement;
import io.cloister.attestation.Mode;
import java.time.Instant;
import java.util.List;

/// A relying party's answer to proven evidence. Callers handle both.
public sealed interface Appraisal {
  /// The policy accepts it.
  ///
  /// @param policyId by which policy
  /// @param measurement of the code that was accepted
  /// @param mode whether hardware stands behind it
  /// @param confidenceClass what the platform's state is worth
  /// @param expiresAt when it must be attested anew
  record Affirming(
      String policyId,
      Measurement measurement,
      Mode mode,
      ConfidenceClass confidenceClass,
      Instant expiresAt)
      implements Appraisal {}

  /// The policy refuses it.
  ///
  /// @param policyId by which policy
  /// @param reasons every rule that it breaks, never empty
  record Contraindicated(String policyId, List<Objection> reasons) implements Appraisal {
    /// @throws IllegalArgumentException if there is no reason
    public Contraindicated {
      if (reasons.isEmpty()) {
        throw new IllegalArgumentException("a refusal has a reason");
      }
      reasons = List.copyOf(reasons);
    }
  }
}
