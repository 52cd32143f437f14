// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.simulated;

import io.cloister.attestation.Evidence.SimulatedEvidence;
import io.cloister.attestation.Octets;
import io.cloister.attestation.ReportData;
import io.cloister.protocol.encoding.CborWriter;
import java.time.InstantSource;

/// Makes simulated evidence in place of hardware.
public final class SimulatedTee {
  private final SimulatedPlatformKey key;
  private final SimulatedIdentity identity;
  private final InstantSource clock;

  /// @param key signs the claims
  /// @param identity what the claims say
  /// @param clock dates them
  public SimulatedTee(SimulatedPlatformKey key, SimulatedIdentity identity, InstantSource clock) {
    this.key = key;
    this.identity = identity;
    this.clock = clock;
  }

  /// Makes evidence that carries this report data.
  public SimulatedEvidence attest(ReportData reportData) {
    byte[] claims = new SimulatedClaims(identity, reportData, clock.instant()).encode();
    byte[] encoded =
        new CborWriter()
            .map(2)
            .integer(1)
            .bytes(claims)
            .integer(2)
            .bytes(key.sign(claims))
            .toBytes();
    return new SimulatedEvidence(Octets.of(encoded));
  }

  /// Who this TEE says it is.
  public SimulatedIdentity identity() {
    return identity;
  }
}
