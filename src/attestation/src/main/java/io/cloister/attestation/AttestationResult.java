// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation;

import java.util.Set;

/// What a verifier concluded. Callers handle both: there is no "unknown".
///
/// A proof says that the evidence is genuine and what it says, not that it is good enough: that is
/// the relying party's appraisal.
public sealed interface AttestationResult {
  /// The evidence is genuine.
  ///
  /// @param kind the technology
  /// @param workload the code
  /// @param platform the machine
  /// @param tcb how up to date the machine is
  /// @param flags facts that a policy must see
  /// @param freshness when and how long this holds
  record Proven(
      EvidenceKind kind,
      Workload workload,
      Platform platform,
      Tcb tcb,
      Set<Flag> flags,
      Freshness freshness)
      implements AttestationResult {
    /// Copies the set.
    public Proven {
      flags = Set.copyOf(flags);
    }

    /// Whether hardware stands behind it.
    public Mode mode() {
      return kind.mode();
    }

    /// The measurement of the code.
    public Measurement measurement() {
      return workload.code().measurement();
    }

    /// What the code chose to say.
    public ReportData reportData() {
      return workload.reportData();
    }
  }

  /// The evidence proves nothing.
  ///
  /// @param reason the first rule that it broke
  /// @param detail which part broke it, for a person
  record Refused(Reason reason, String detail) implements AttestationResult {}
}
