// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.ratls;

import io.cloister.attestation.AttestationResult;
import io.cloister.attestation.AttestationResult.Proven;
import io.cloister.attestation.AttestationResult.Refused;
import io.cloister.attestation.Endorsements;
import io.cloister.attestation.Evidence;
import io.cloister.attestation.EvidenceKind;
import io.cloister.attestation.Octets;
import io.cloister.attestation.Reason;
import io.cloister.attestation.RefusalException;
import io.cloister.attestation.Verifier;
import io.cloister.attestation.crypto.EcCurve;
import io.cloister.attestation.crypto.EcKey;
import io.cloister.attestation.x509.Certificate;
import io.cloister.attestation.x509.PublicKey;
import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.MalformedException;
import java.time.Instant;

/// Verifies a certificate that an enclave made for its own TLS key.
///
/// Nobody vouches for such a certificate but the evidence in it: the evidence must be genuine, and
/// about exactly the key of the certificate. A TLS stack must have checked besides that the peer
/// holds that key, and a relying party appraises what was proven.
public final class EvidenceCertificate {
  /// TCG DICE "conceptual message wrapper" of evidence.
  static final String OID = "2.23.133.5.4.9";

  /// The CBOR tag of a pair of evidence and claims.
  static final long TAG = 60_000;

  private static final int MAX_CLAIMS = 1024;
  private static final int MAX_SIZE = Evidence.MAX_SIZE + MAX_CLAIMS + 64;

  private EvidenceCertificate() {}

  /// The pair in the extension.
  private record Carried(Octets evidence, Octets claims) {
    static Carried read(CborReader in) throws MalformedException {
      in.tag(TAG);
      in.array(2);
      return new Carried(Octets.of(in.bytes(Evidence.MAX_SIZE)), Octets.of(in.bytes(MAX_CLAIMS)));
    }
  }

  /// Verifies a certificate at an instant.
  ///
  /// @param der the peer's certificate
  /// @param kind the technology that the peer is expected to be of
  /// @param endorsements the vendor's, for that peer
  /// @param by who verifies, and when
  public static AttestationResult verify(
      Octets der, EvidenceKind kind, Endorsements endorsements, Verifying by) {
    try {
      Certificate certificate = Certificate.parse(der);
      certificate.requireIssuedBy(certificate);
      certificate.requireValid(by.at());
      Carried carried = carried(certificate);
      KeyClaims expected = KeyClaims.of(key(certificate));
      if (!carried.claims().equals(expected.bytes())) {
        return new Refused(Reason.MISMATCH, "the claims are about another key");
      }
      return bound(
          by.verifier().verify(Evidence.of(kind, carried.evidence()), endorsements, by.at()),
          expected);
    } catch (RefusalException refusal) {
      return refusal.toResult();
    } catch (MalformedException e) {
      return new Refused(Reason.FORMAT, "the certificate: " + e.getMessage());
    }
  }

  /// Who verifies, and when.
  ///
  /// @param verifier of the evidence
  /// @param at the instant to judge at
  public record Verifying(Verifier verifier, Instant at) {}

  private static AttestationResult bound(AttestationResult result, KeyClaims expected) {
    return switch (result) {
      case Refused refused -> refused;
      case Proven proven ->
          proven.reportData().equals(expected.reportData())
              ? proven
              : new Refused(Reason.MISMATCH, "the evidence is about another key");
    };
  }

  private static Carried carried(Certificate certificate)
      throws MalformedException, RefusalException {
    byte[] extension =
        certificate
            .extension(OID)
            .orElseThrow(() -> new RefusalException(Reason.FORMAT, "no evidence in it"));
    return CborReader.whole(extension, MAX_SIZE, Carried::read);
  }

  private static EcKey key(Certificate certificate) throws RefusalException {
    if (certificate.publicKey() instanceof PublicKey.Ec(EcKey key) && key.curve() == EcCurve.P256) {
      return key;
    }
    throw new RefusalException(Reason.CHAIN, "the key is not on P-256");
  }
}
