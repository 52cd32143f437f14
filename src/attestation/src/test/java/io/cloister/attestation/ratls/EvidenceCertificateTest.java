// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.ratls;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.attestation.AttestationResult;
import io.cloister.attestation.AttestationResult.Proven;
import io.cloister.attestation.AttestationResult.Refused;
import io.cloister.attestation.Endorsements;
import io.cloister.attestation.Evidence;
import io.cloister.attestation.EvidenceKind;
import io.cloister.attestation.Measurement;
import io.cloister.attestation.Octets;
import io.cloister.attestation.Reason;
import io.cloister.attestation.Verifier;
import io.cloister.attestation.crypto.EcSigningKey;
import io.cloister.attestation.roots.HardwareVerifier;
import io.cloister.attestation.simulated.SimulatedIdentity;
import io.cloister.attestation.simulated.SimulatedTee;
import io.cloister.attestation.simulated.SimulatedVerifier;
import io.cloister.protocol.signature.SigningKeyPair;
import java.io.ByteArrayInputStream;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class EvidenceCertificateTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SigningKeyPair platform = SigningKeyPair.generate(RANDOM);
  private final EcSigningKey key = EcSigningKey.generate(RANDOM);
  private final Verifier verifier =
      HardwareVerifier.productionAnd(new SimulatedVerifier(platform.publicKey()));

  @Test
  void bindsEvidenceToTheKeyOfTheConnection() throws Exception {
    Octets certificate = issue(key, evidence(key));

    assertThat(verify(certificate, NOW)).isInstanceOf(Proven.class);
    X509Certificate asOthersReadIt =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate.toBytes()));
    asOthersReadIt.verify(asOthersReadIt.getPublicKey());
    assertThat(asOthersReadIt.getNonCriticalExtensionOIDs()).containsExactly("2.23.133.5.4.9");
  }

  @Test
  void refusesGenuineEvidenceAboutAnotherKey() {
    EcSigningKey other = EcSigningKey.generate(RANDOM);
    assertThat(reason(verify(issue(key, evidence(other)), NOW))).isEqualTo(Reason.MISMATCH);
  }

  @Test
  void refusesWhatIsExpiredOfAnotherTechnologyOrAltered() {
    Octets certificate = issue(key, evidence(key));
    assertThat(reason(verify(certificate, NOW.plus(Duration.ofHours(2)))))
        .isEqualTo(Reason.EXPIRED);
    assertThat(
            reason(
                EvidenceCertificate.verify(
                    certificate,
                    EvidenceKind.SGX,
                    new Endorsements.None(),
                    new EvidenceCertificate.Verifying(verifier, NOW))))
        .isEqualTo(Reason.ENDORSEMENTS);
    byte[] good = certificate.toBytes();
    for (int i = 0; i < good.length; i += 13) {
      byte[] bad = good.clone();
      bad[i] ^= 1;
      assertThat(verify(Octets.of(bad), NOW)).isInstanceOf(Refused.class);
    }
  }

  private Evidence evidence(EcSigningKey subject) {
    SimulatedIdentity identity =
        new SimulatedIdentity(
            Measurement.of(new byte[32]), Octets.of(new byte[32]), 1, 1, Octets.of(new byte[] {1}));
    return new SimulatedTee(platform, identity, InstantSource.fixed(NOW))
        .attest(KeyClaims.of(subject.publicKey()).reportData());
  }

  private static Octets issue(EcSigningKey key, Evidence evidence) {
    return CertificateIssuer.issue(key, evidence, NOW, Duration.ofHours(1));
  }

  private AttestationResult verify(Octets certificate, Instant at) {
    return EvidenceCertificate.verify(
        certificate,
        EvidenceKind.SIMULATED,
        new Endorsements.None(),
        new EvidenceCertificate.Verifying(verifier, at));
  }

  private static Reason reason(AttestationResult result) {
    return switch (result) {
      case Refused refused -> refused.reason();
      case Proven proven -> throw new AssertionError("was proven");
    };
  }
}
