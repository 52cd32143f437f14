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
import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.MalformedException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/// Verifies simulated evidence against pinned simulated platform keys.
///
/// Trusts whoever holds such a key, entirely. What it proves is marked SIMULATED in kind, mode and
/// TCB status, so that a policy for hardware refuses it three times over.
public final class SimulatedVerifier implements EvidenceVerifier {
  /// How long simulated evidence holds: long enough for a day's work, short enough that
  /// re-attestation is exercised.
  public static final Duration LIFETIME = Duration.ofHours(24);

  /// How far the clocks of two processes of one stack may differ.
  static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  private static final int MAX_CLAIMS_SIZE = 512;
  private static final int SIGNATURE_SIZE = 64;
  private static final int PUBLIC_KEY_SIZE = 32;

  private final List<Octets> issuers;

  /// @param issuers the public keys of the simulated platforms to accept
  /// @throws IllegalArgumentException unless each has 32 bytes
  public SimulatedVerifier(Set<Octets> issuers) {
    for (Octets issuer : issuers) {
      if (issuer.size() != PUBLIC_KEY_SIZE) {
        throw new IllegalArgumentException("an issuer's key has 32 bytes, not " + issuer.size());
      }
    }
    this.issuers = List.copyOf(issuers);
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
      CborReader in = new CborReader(evidence.toBytes()).map(2);
      byte[] claims = in.key(1).bytes(MAX_CLAIMS_SIZE);
      byte[] signature = in.key(2).exactBytes(SIGNATURE_SIZE);
      in.end();
      if (issuers.stream().noneMatch(issuer -> signed(issuer, claims, signature))) {
        throw new RefusalException(
            Reason.SIGNATURE, "not signed by an accepted simulated platform");
      }
      return SimulatedClaims.decode(claims);
    } catch (MalformedException e) {
      throw new RefusalException(Reason.FORMAT, String.valueOf(e.getMessage()));
    }
  }

  private static boolean signed(Octets issuer, byte[] claims, byte[] signature) {
    Ed25519Signer verifier = new Ed25519Signer();
    verifier.init(false, new Ed25519PublicKeyParameters(issuer.toBytes(), 0));
    verifier.update(claims, 0, claims.length);
    return verifier.verifySignature(signature);
  }
}
