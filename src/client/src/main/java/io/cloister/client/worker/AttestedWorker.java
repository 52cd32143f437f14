// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.worker;

import io.cloister.attestation.Measurement;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.envelope.RecipientKey;
import io.cloister.protocol.signature.HybridPublicKey;
import io.cloister.protocol.signature.KeyId;

/// A worker whose registration and evidence convinced the verifier.
///
/// @param keys its keys, bound to the evidence
/// @param operator who runs it
/// @param region where it stands
/// @param platform what the evidence proves
/// @param term when the registration holds
public record AttestedWorker(
    Keys keys, String operator, String region, PlatformFacts platform, Term term) {
  /// Its name.
  public KeyId id() {
    return keys.signing().keyId();
  }

  /// @param signing signs its commitments, reveals and receipts
  /// @param recipient what is sealed to it
  public record Keys(HybridPublicKey signing, RecipientKey recipient) {}

  /// @param measurement of the code it runs
  /// @param mode the kind of evidence: simulated, sgx, tdx or snp
  /// @param confidenceClass what the platform's state is worth, 1 is best
  /// @param evidence digest of the evidence
  /// @param policy digest of the appraisal policy that the gatekeepers accepted it by
  /// @param freshness who checked that the evidence is fresh
  public record PlatformFacts(
      Measurement measurement,
      String mode,
      int confidenceClass,
      Digest evidence,
      Digest policy,
      Freshness freshness) {}

  /// @param registration the registering transaction
  /// @param from the block that registered it, milliseconds since 1970
  /// @param until when the registration ends, milliseconds since 1970
  public record Term(Digest registration, long from, long until) {
    /// Whether the registration is in force.
    public boolean covers(long millis) {
      return from <= millis && millis < until;
    }
  }

  /// Who checked that the nonce in the evidence is the hash of a recent header. That the evidence
  /// speaks for the worker's keys and for that nonce is recomputed in either case.
  public enum Freshness {
    /// The header is at hand, and has this hash.
    RECOMPUTED,
    /// The header is not at hand: more than two thirds of the gatekeepers certified the check.
    CERTIFIED
  }
}
