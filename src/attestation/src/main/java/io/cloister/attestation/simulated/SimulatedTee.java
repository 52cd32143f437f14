// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.simulated;

import io.cloister.attestation.Evidence.SimulatedEvidence;
import io.cloister.attestation.Octets;
import io.cloister.attestation.ReportData;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.signature.SigningKeyPair;
import java.time.InstantSource;

/// Makes simulated evidence in place of hardware.
public final class SimulatedTee {
  private final SigningKeyPair platformKey;
  private final SimulatedIdentity identity;
  private final InstantSource clock;

  /// @param platformKey signs the claims: it stands in for a vendor's root, and whoever holds it
  ///   can claim anything; not closed here
  /// @param identity what the claims say
  /// @param clock dates them
  public SimulatedTee(SigningKeyPair platformKey, SimulatedIdentity identity, InstantSource clock) {
    this.platformKey = platformKey;
    this.identity = identity;
    this.clock = clock;
  }

  /// Makes evidence that carries this report data.
  ///
  /// @throws IllegalStateException if the key has been closed
  public SimulatedEvidence attest(ReportData reportData) {
    byte[] claims = new SimulatedClaims(identity, reportData, clock.instant()).encode();
    SignedStatement statement =
        SignedStatement.sign(SimulatedClaims.CONTENT_TYPE, claims, platformKey);
    return new SimulatedEvidence(Octets.of(statement.encode()));
  }

  /// Who this TEE says it is.
  public SimulatedIdentity identity() {
    return identity;
  }
}
