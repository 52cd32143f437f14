// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation;

import java.time.Instant;
import java.util.Set;

/// Verifies the evidence of one vendor. Given to a [Verifier], which picks it by the kind.
public interface EvidenceVerifier {
  /// The kinds that this verifier answers for.
  Set<EvidenceKind> kinds();

  /// Verifies one piece of evidence.
  ///
  /// @param evidence of one of [#kinds()], with hostile content
  /// @param endorsements of the same vendor, as hostile
  /// @param at the instant to judge at
  /// @return what was proven; never null
  /// @throws RefusalException if it proves nothing; no other exception leaves, whatever the bytes
  AttestationResult.Proven verify(Evidence evidence, Endorsements endorsements, Instant at)
      throws RefusalException;
}
