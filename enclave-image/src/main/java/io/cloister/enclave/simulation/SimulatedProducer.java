// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.simulation;

import io.cloister.attestation.Evidence;
import io.cloister.attestation.Measurement;
import io.cloister.attestation.Octets;
import io.cloister.attestation.ReportData;
import io.cloister.attestation.simulated.SimulatedIdentity;
import io.cloister.attestation.simulated.SimulatedTee;
import io.cloister.enclave.attest.EvidenceProducer;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.signature.SigningKeyPair;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/// Evidence without hardware, for development: marked as such in its own bytes, and refused by
/// every policy that does not name it.
public final class SimulatedProducer implements EvidenceProducer {
  private static final int SVN = 1;

  private final SimulatedTee tee;

  /// A producer for a machine of one operator.
  ///
  /// @param key stands in for the vendor's; lives as long as this
  /// @param operator names the simulated machine
  public SimulatedProducer(
      SigningKeyPair key, Measurement measurement, String operator, InstantSource clock) {
    Digest platform = Digest.of(operator.getBytes(StandardCharsets.UTF_8));
    Octets signer = Octets.of(Digest.of("cloister".getBytes(StandardCharsets.UTF_8)).bytes());
    SimulatedIdentity identity =
        new SimulatedIdentity(measurement, signer, 0, SVN, Octets.of(platform.bytes()));
    this.tee = new SimulatedTee(key, identity, clock);
  }

  @Override
  public Evidence attest(ReportData reportData) {
    return tee.attest(reportData);
  }
}
