// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.ratls;

import io.cloister.attestation.Evidence;
import io.cloister.attestation.Octets;
import io.cloister.attestation.crypto.EcSigningKey;
import io.cloister.protocol.encoding.CborWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// Issues an enclave's own certificate for TLS, signed by its own key, with its evidence in it.
public final class CertificateIssuer {
  private static final AlgorithmIdentifier ECDSA =
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
  private static final X500Name NAME = new X500Name("CN=cloister-worker");

  /// Clocks of two machines differ.
  private static final Duration SKEW = Duration.ofMinutes(5);

  private CertificateIssuer() {}

  /// Issues a certificate.
  ///
  /// @param key of the enclave, for TLS
  /// @param evidence whose report data is that of [KeyClaims] of this key
  /// @param from the first instant, less the difference of clocks
  /// @param lifetime how long it holds; evidence ages, so hours rather than months
  /// @return the certificate, DER
  public static Octets issue(EcSigningKey key, Evidence evidence, Instant from, Duration lifetime) {
    byte[] carried =
        new CborWriter()
            .tag(EvidenceCertificate.TAG)
            .array(2)
            .bytes(evidence.bytes().toBytes())
            .bytes(KeyClaims.of(key.publicKey()).bytes().toBytes())
            .toBytes();
    V3TBSCertificateGenerator tbs = new V3TBSCertificateGenerator();
    tbs.setSerialNumber(new ASN1Integer(BigInteger.ONE));
    tbs.setSignature(ECDSA);
    tbs.setIssuer(NAME);
    tbs.setSubject(NAME);
    tbs.setStartDate(new Time(Date.from(from.minus(SKEW))));
    tbs.setEndDate(new Time(Date.from(from.plus(lifetime))));
    tbs.setSubjectPublicKeyInfo(publicKeyInfo(key));
    tbs.setExtensions(
        new Extensions(
            new Extension(new ASN1ObjectIdentifier(EvidenceCertificate.OID), false, carried)));
    return signed(tbs.generateTBSCertificate(), key);
  }

  private static SubjectPublicKeyInfo publicKeyInfo(EcSigningKey key) {
    byte[] coordinates = key.publicKey().coordinates().toBytes();
    byte[] point = new byte[1 + coordinates.length];
    point[0] = 4;
    System.arraycopy(coordinates, 0, point, 1, coordinates.length);
    return new SubjectPublicKeyInfo(
        new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256r1),
        point);
  }

  private static Octets signed(TBSCertificate tbs, EcSigningKey key) {
    byte[] raw = key.sign(encoded(tbs)).toBytes();
    int half = raw.length / 2;
    ASN1EncodableVector pair = new ASN1EncodableVector();
    pair.add(new ASN1Integer(new BigInteger(1, Arrays.copyOf(raw, half))));
    pair.add(new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(raw, half, raw.length))));
    ASN1EncodableVector parts = new ASN1EncodableVector();
    parts.add(tbs);
    parts.add(ECDSA);
    parts.add(new DERBitString(encoded(new DERSequence(pair))));
    return Octets.of(encoded(new DERSequence(parts)));
  }

  private static byte[] encoded(ASN1Object value) {
    try {
      return value.getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
  }
}
