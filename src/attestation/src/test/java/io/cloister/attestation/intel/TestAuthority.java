// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel;

import io.cloister.attestation.Octets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V2TBSCertListGenerator;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// Issues certificates and revocation lists in Intel's names.
///
/// @param name the CN
/// @param key signs
record TestAuthority(String name, TestKey key) {
  private static final AlgorithmIdentifier ALGORITHM =
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);

  /// What a certificate says, but for its issuer.
  ///
  /// @param name the CN
  /// @param key the subject's
  /// @param serial the number
  /// @param notBefore from when it holds
  /// @param extensions besides these there are none
  record Subject(
      String name, TestKey key, int serial, Instant notBefore, List<Extension> extensions) {}

  static List<Extension> authority() {
    return List.of(
        extension(Extension.basicConstraints.getId(), new BasicConstraints(true)),
        extension(
            Extension.keyUsage.getId(), new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign)));
  }

  static Extension extension(String oid, ASN1Object value) {
    boolean critical = oid.startsWith("2.5.29");
    return new Extension(new ASN1ObjectIdentifier(oid), critical, encoded(value));
  }

  Octets issue(Subject subject) {
    V3TBSCertificateGenerator tbs = new V3TBSCertificateGenerator();
    tbs.setSerialNumber(new ASN1Integer(subject.serial()));
    tbs.setSignature(ALGORITHM);
    tbs.setIssuer(x500(name));
    tbs.setSubject(x500(subject.name()));
    tbs.setStartDate(new Time(Date.from(subject.notBefore())));
    tbs.setEndDate(new Time(Date.from(Instant.parse("2040-01-01T00:00:00Z"))));
    tbs.setSubjectPublicKeyInfo(subject.key().info());
    List<Extension> extensions = new ArrayList<>(subject.extensions());
    extensions.add(extension("1.2.4", new ASN1Integer(0)));
    tbs.setExtensions(new Extensions(extensions.toArray(Extension[]::new)));
    return signed(tbs.generateTBSCertificate());
  }

  Octets revoke(Instant thisUpdate, List<Integer> serials) {
    V2TBSCertListGenerator tbs = new V2TBSCertListGenerator();
    tbs.setSignature(ALGORITHM);
    tbs.setIssuer(x500(name));
    tbs.setThisUpdate(new Time(Date.from(thisUpdate)));
    tbs.setNextUpdate(new Time(Date.from(thisUpdate.plusSeconds(30 * 86_400))));
    for (int serial : serials) {
      tbs.addCRLEntry(new ASN1Integer(serial), new Time(Date.from(thisUpdate)), 1);
    }
    tbs.setExtensions(
        new Extensions(
            new Extension[] {
              extension("1.2.3", new ASN1Integer(BigInteger.ONE)),
            }));
    return signed(tbs.generateTBSCertList());
  }

  static Octets pem(Octets... ders) {
    StringBuilder pem = new StringBuilder();
    for (Octets der : ders) {
      pem.append("-----BEGIN CERTIFICATE-----\n")
          .append(Base64.getMimeEncoder().encodeToString(der.toBytes()))
          .append("\n-----END CERTIFICATE-----\n");
    }
    return Octets.of(pem.toString().getBytes(StandardCharsets.US_ASCII));
  }

  private Octets signed(ASN1Object tbs) {
    ASN1EncodableVector parts = new ASN1EncodableVector();
    parts.add(tbs);
    parts.add(ALGORITHM);
    parts.add(new DERBitString(key.signDer(encoded(tbs))));
    return Octets.of(encoded(new DERSequence(parts)));
  }

  private static X500Name x500(String commonName) {
    return new X500Name("CN=" + commonName + ",O=Intel Corporation,C=US");
  }

  private static byte[] encoded(ASN1Object value) {
    try {
      return value.getEncoded("DER");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
