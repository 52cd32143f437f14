// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.attestation.AttestationResult;
import io.cloister.attestation.AttestationResult.Proven;
import io.cloister.attestation.AttestationResult.Refused;
import io.cloister.attestation.Endorsements;
import io.cloister.attestation.Evidence;
import io.cloister.attestation.EvidenceKind;
import io.cloister.attestation.Measurement;
import io.cloister.attestation.Mode;
import io.cloister.attestation.Octets;
import io.cloister.attestation.Reason;
import io.cloister.attestation.ReportData;
import io.cloister.attestation.TcbStatus;
import io.cloister.attestation.Verifier;
import io.cloister.attestation.Workload.Release;
import io.cloister.protocol.signature.SigningKeyPair;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedVerifierTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final ReportData SAID = ReportData.padded(new byte[] {7, 7});
  private static final SimulatedIdentity IDENTITY =
      new SimulatedIdentity(
          Measurement.of(filled(48, 1)),
          Octets.of(filled(32, 2)),
          3,
          4,
          Octets.of(new byte[] {5, 6}));

  private static final SigningKeyPair KEY = SigningKeyPair.generate(new SecureRandom());

  private final SimulatedTee tee = new SimulatedTee(KEY, IDENTITY, InstantSource.fixed(NOW));

  @Test
  void provesWhatTheSimulatedTeeClaimsAndMarksIt() {
    AttestationResult result = verify(tee.attest(SAID), NOW);

    assertThat(result)
        .isInstanceOfSatisfying(
            Proven.class,
            proven -> {
              assertThat(proven.mode()).isEqualTo(Mode.SIMULATED);
              assertThat(proven.kind()).isEqualTo(EvidenceKind.SIMULATED);
              assertThat(proven.tcb().status()).isEqualTo(TcbStatus.SIMULATED);
              assertThat(proven.measurement()).isEqualTo(IDENTITY.measurement());
              assertThat(proven.workload().release())
                  .contains(new Release(IDENTITY.signer(), 3, 4));
              assertThat(proven.reportData()).isEqualTo(SAID);
              assertThat(proven.platform().ids()).containsExactly(IDENTITY.platformId());
              assertThat(proven.freshness().expiresAt())
                  .isEqualTo(NOW.plus(SimulatedVerifier.LIFETIME));
            });
  }

  @Test
  void marksTheRawBytes() {
    assertThat(new String(tee.attest(SAID).bytes().toBytes(), StandardCharsets.ISO_8859_1))
        .contains("SIMULATED");
  }

  @Test
  void refusesAnotherPlatformsKey() {
    SimulatedTee other =
        new SimulatedTee(
            SigningKeyPair.generate(new SecureRandom()), IDENTITY, InstantSource.fixed(NOW));

    assertRefused(verify(other.attest(SAID), NOW), Reason.SIGNATURE);
  }

  @Test
  void refusesEvidenceFromTheFutureAndFromYesterday() {
    Evidence evidence = tee.attest(SAID);

    assertRefused(verify(evidence, NOW.minus(Duration.ofMinutes(2))), Reason.EXPIRED);
    assertRefused(
        verify(evidence, NOW.plus(SimulatedVerifier.LIFETIME).plusSeconds(1)), Reason.EXPIRED);
  }

  @Test
  void refusesAFlippedBitInEveryByteAndEveryTruncation() {
    byte[] good = tee.attest(SAID).bytes().toBytes();

    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= (byte) (1 << (i % 8));
      assertThat(verify(evidence(bad), NOW)).isInstanceOf(Refused.class);
    }
    for (int size = 0; size < good.length; size++) {
      assertRefused(verify(evidence(Arrays.copyOf(good, size)), NOW), Reason.FORMAT);
    }
  }

  private AttestationResult verify(Evidence evidence, Instant at) {
    Verifier verifier = new Verifier(List.of(new SimulatedVerifier(KEY.publicKey())));
    return verifier.verify(evidence, new Endorsements.None(), at);
  }

  private static Evidence evidence(byte[] bytes) {
    return Evidence.of(EvidenceKind.SIMULATED, Octets.of(bytes));
  }

  private static void assertRefused(AttestationResult result, Reason reason) {
    assertThat(result)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  private static byte[] filled(int size, int value) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
