// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation;

import io.cloister.attestation.AttestationResult.Refused;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Tells genuine evidence from everything else.
///
/// Trusts only the roots that its parts pin; evidence and endorsements are hostile. Which kinds it
/// can accept at all is decided where it is composed: a program that does not hand in a verifier of
/// simulated evidence cannot accept any, since the code that could is not there.
public final class Verifier {
  private final Map<EvidenceKind, EvidenceVerifier> verifiers = new EnumMap<>(EvidenceKind.class);

  /// @param parts one verifier per vendor
  /// @throws IllegalArgumentException if two answer for one kind
  public Verifier(List<EvidenceVerifier> parts) {
    for (EvidenceVerifier part : parts) {
      for (EvidenceKind kind : part.kinds()) {
        if (verifiers.putIfAbsent(kind, part) != null) {
          throw new IllegalArgumentException("two verifiers of " + kind + " evidence");
        }
      }
    }
  }

  /// Verifies one piece of evidence at an instant.
  public AttestationResult verify(Evidence evidence, Endorsements endorsements, Instant at) {
    EvidenceVerifier part = verifiers.get(evidence.kind());
    if (part == null) {
      return new Refused(Reason.UNSUPPORTED, evidence.kind() + " evidence is not accepted here");
    }
    if (evidence.bytes().size() > Evidence.MAX_SIZE) {
      return new Refused(Reason.FORMAT, "more than " + Evidence.MAX_SIZE + " bytes");
    }
    try {
      return part.verify(evidence, endorsements, at);
    } catch (RefusalException refusal) {
      return refusal.toResult();
    }
  }
}
