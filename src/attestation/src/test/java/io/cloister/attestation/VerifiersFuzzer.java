// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.cloister.attestation.AttestationResult.Refused;
import io.cloister.attestation.Endorsements.AmdCertificates;
import io.cloister.attestation.roots.HardwareVerifier;
import io.cloister.attestation.simulated.SimulatedVerifier;
import io.cloister.protocol.signature.SigningKeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/// Whatever the bytes, a verifier refuses what nobody signed, and throws nothing.
class VerifiersFuzzer {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final Verifier VERIFIER =
      HardwareVerifier.productionAnd(
          new SimulatedVerifier(SigningKeyPair.generate(new SecureRandom()).publicKey()));

  @FuzzTest(maxDuration = "10m")
  void snp(byte[] bytes) {
    Octets octets = Octets.of(bytes);
    Endorsements endorsements = new AmdCertificates(octets, List.of(octets));
    assertRefused(EvidenceKind.SNP, octets, endorsements);
  }

  @FuzzTest(maxDuration = "10m")
  void simulated(byte[] bytes) {
    assertRefused(EvidenceKind.SIMULATED, Octets.of(bytes), new Endorsements.None());
  }

  private static void assertRefused(EvidenceKind kind, Octets bytes, Endorsements endorsements) {
    assertThat(VERIFIER.verify(Evidence.of(kind, bytes), endorsements, NOW))
        .isInstanceOf(Refused.class);
  }
}
