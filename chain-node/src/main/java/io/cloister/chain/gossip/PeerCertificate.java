// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.gossip;

import io.cloister.protocol.signature.Ed25519KeyPair;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/// The certificate that a gatekeeper makes for its own key (RFC 5280, RFC 8410). Peers look at the
/// key and at nothing else, so it has no expiry that could cut a network apart.
final class PeerCertificate {
  private static final X500Name NAME = new X500Name("CN=gatekeeper");

  /// id-Ed25519 (RFC 8410, section 3).
  private static final ASN1ObjectIdentifier ED25519 = new ASN1ObjectIdentifier("1.3.101.112");

  private static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");

  /// "No well-defined expiration date" (RFC 5280, section 4.1.2.5).
  private static final Instant END = Instant.parse("9999-12-31T23:59:59Z");

  private PeerCertificate() {}

  static X509Certificate of(Ed25519KeyPair key) throws CertificateException, IOException {
    AlgorithmIdentifier ed25519 = new AlgorithmIdentifier(ED25519);
    V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
    generator.setSerialNumber(new ASN1Integer(1));
    generator.setSignature(ed25519);
    generator.setIssuer(NAME);
    generator.setSubject(NAME);
    generator.setStartDate(new Time(Date.from(BEGIN)));
    generator.setEndDate(new Time(Date.from(END)));
    generator.setSubjectPublicKeyInfo(new SubjectPublicKeyInfo(ed25519, key.publicKey().bytes()));
    TBSCertificate content = generator.generateTBSCertificate();
    ASN1EncodableVector parts = new ASN1EncodableVector();
    parts.add(content);
    parts.add(ed25519);
    parts.add(new DERBitString(key.sign(content.getEncoded(ASN1Encoding.DER))));
    byte[] encoded = new DERSequence(parts).getEncoded(ASN1Encoding.DER);
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(encoded));
  }
}
