// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.simulated;

import io.cloister.attestation.AttestationResult.Proven;
import io.cloister.attestation.Endorsements;
import io.cloister.attestation.Evidence;
import io.cloister.attestation.EvidenceKind;
import io.cloister.attestation.EvidenceVerifier;
import io.cloister.attestation.Freshness;
import io.cloister.attestation.Octets;
import io.cloister.attestation.Platform;
import io.cloister.attestation.Reason;
import io.cloister.attestation.RefusalException;
import io.cloister.attestation.Tcb;
import io.cloister.attestation.TcbStatus;
import io.cloister.attestation.Workload;
import io.cloister.attestation.Workload.Code;
import io.cloister.attestation.Workload.Release;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.HybridPublicKey;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.signature.Verification;
import io.cloister.protocol.signature.Verification.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Verifies simulated evidence against one pinned simulated platform key.
///
/// Trusts whoever holds that key, entirely. What it proves is marked SIMULATED in kind, mode and
/// TCB status, so that a policy for hardware refuses it three times over.
public final class SimulatedVerifier implements EvidenceVerifier {
  /// How long simulated evidence holds: long enough for a day's work, short enough that
  /// re-attestation is exercised.
  public static final Duration LIFETIME = Duration.ofHours(24);

  /// How far the clocks of two processes of one stack may differ.
  static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  private final HybridPublicKey issuer;

  /// @param issuer the public key of the simulated platforms to accept
  public SimulatedVerifier(HybridPublicKey issuer) {
    this.issuer = issuer;
  }

  @Override
  public Set<EvidenceKind> kinds() {
    return Set.of(EvidenceKind.SIMULATED);
  }

  @Override
  public Proven verify(Evidence evidence, Endorsements endorsements, Instant at)
      throws RefusalException {
    SimulatedClaims claims = authenticate(evidence.bytes());
    Instant expiresAt = claims.issuedAt().plus(LIFETIME);
    if (claims.issuedAt().isAfter(at.plus(CLOCK_SKEW)) || at.isAfter(expiresAt)) {
      throw new RefusalException(Reason.EXPIRED, "issued at " + claims.issuedAt());
    }
    SimulatedIdentity identity = claims.identity();
    return new Proven(
        EvidenceKind.SIMULATED,
        new Workload(
            Code.of(identity.measurement()),
            Optional.of(new Release(identity.signer(), identity.productId(), identity.svn())),
            claims.reportData()),
        new Platform(TcbStatus.SIMULATED.label(), Set.of(identity.platformId())),
        Tcb.rated(TcbStatus.SIMULATED, claims.issuedAt(), List.of(), 0),
        Set.of(),
        new Freshness(at, claims.issuedAt(), expiresAt));
  }

  private SimulatedClaims authenticate(Octets evidence) throws RefusalException {
    try {
      SignedStatement statement = SignedStatement.decode(evidence.toBytes());
      return switch (statement.verify(SimulatedClaims.CONTENT_TYPE, issuer)) {
        case Verified(byte[] claims) -> SimulatedClaims.decode(claims);
        case Verification.Refused(Verification.Reason reason) ->
            throw new RefusalException(
                Reason.SIGNATURE, "not stated by the accepted simulated platform: " + reason);
      };
    } catch (MalformedException e) {
      throw new RefusalException(Reason.FORMAT, String.valueOf(e.getMessage()));
    }
  }
}
