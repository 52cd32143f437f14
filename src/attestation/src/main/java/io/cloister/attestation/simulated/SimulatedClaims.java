// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.simulated;

import io.cloister.attestation.Measurement;
import io.cloister.attestation.Octets;
import io.cloister.attestation.ReportData;
import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.MalformedException;
import java.time.Instant;

/// What simulated evidence says. The first field is the mark, so that no reader of the raw bytes
/// mistakes it.
///
/// @param identity who the simulated enclave says it is
/// @param reportData what its code chose to say
/// @param issuedAt when, to the second
record SimulatedClaims(SimulatedIdentity identity, ReportData reportData, Instant issuedAt) {
  static final String CONTENT_TYPE = "application/cloister-simulated-evidence+cbor";

  private static final String MARK = "SIMULATED cloister-simulated-tee/1";

  /// All fields at their longest take less.
  private static final int MAX_SIZE = 512;

  /// Year 9999: the largest that [Instant] prints plainly.
  private static final long MAX_EPOCH_SECOND = 253_402_300_799L;

  byte[] encode() {
    return new CborWriter()
        .map(8)
        .key(1)
        .text(MARK)
        .key(2)
        .bytes(identity.measurement().octets().toBytes())
        .key(3)
        .bytes(identity.signer().toBytes())
        .key(4)
        .integer(identity.productId())
        .key(5)
        .integer(identity.svn())
        .key(6)
        .bytes(identity.platformId().toBytes())
        .key(7)
        .bytes(reportData.toBytes())
        .key(8)
        .integer(issuedAt.getEpochSecond())
        .toBytes();
  }

  static SimulatedClaims decode(byte[] encoded) throws MalformedException {
    return CborReader.whole(encoded, MAX_SIZE, SimulatedClaims::read);
  }

  private static SimulatedClaims read(CborReader in) throws MalformedException {
    if (!in.map(8).key(1).text(MARK.length()).equals(MARK)) {
      throw new MalformedException("expected the mark of simulated evidence");
    }
    byte[] measurement = in.key(2).bytes(Measurement.MAX_SIZE);
    byte[] signer = in.key(3).bytes(SimulatedIdentity.SIGNER_SIZE);
    int productId = (int) in.key(4).integer(0, SimulatedIdentity.MAX_NUMBER);
    int svn = (int) in.key(5).integer(0, SimulatedIdentity.MAX_NUMBER);
    byte[] platformId = in.key(6).bytes(SimulatedIdentity.MAX_PLATFORM_ID_SIZE);
    byte[] reportData = in.key(7).exactBytes(ReportData.SIZE);
    long issuedAt = in.key(8).integer(0, MAX_EPOCH_SECOND);
    try {
      SimulatedIdentity identity =
          new SimulatedIdentity(
              Measurement.of(measurement),
              Octets.of(signer),
              productId,
              svn,
              Octets.of(platformId));
      return new SimulatedClaims(
          identity, ReportData.of(reportData), Instant.ofEpochSecond(issuedAt));
    } catch (IllegalArgumentException e) {
      throw new MalformedException("expected simulated claims within their bounds", e);
    }
  }
}
