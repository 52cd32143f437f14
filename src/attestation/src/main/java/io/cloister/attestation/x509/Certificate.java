// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.x509;

import io.cloister.attestation.Octets;
import io.cloister.attestation.Reason;
import io.cloister.attestation.RefusalException;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.TBSCertificate;

/// One X.509 version 3 certificate (RFC 5280, section 4.1). That it parses says nothing yet: who
/// issued it, when it holds and what its key may do are asked step by step.
public final class Certificate {
  private static final int VERSION_3 = 3;

  /// RFC 5280, section 4.2: a critical extension that is not understood means refusal.
  private static final Set<ASN1ObjectIdentifier> UNDERSTOOD =
      Set.of(Extension.basicConstraints, Extension.keyUsage);

  private final Octets der;
  private final Octets signedBytes;
  private final Signature signature;
  private final PublicKey publicKey;
  private final Name subject;
  private final Name issuer;
  private final BigInteger serial;
  private final Instant notBefore;
  private final Instant notAfter;
  private final Extensions extensions;
  private final boolean authority;
  private final Optional<KeyUsage> keyUsage;

  /// Looks at every part at once, so that nothing is left to fail later.
  private Certificate(Octets der, org.bouncycastle.asn1.x509.Certificate parsed)
      throws IOException, MalformedException {
    TBSCertificate signed = parsed.getTBSCertificate();
    this.der = der;
    this.signedBytes = Der.encoding(signed);
    this.signature =
        new Signature(
            Der.encoding(parsed.getSignatureAlgorithm()), parsed.getSignature().getOctets());
    if (signed.getVersionNumber() != VERSION_3
        || signed.getExtensions() == null
        || !Der.encoding(signed.getSignature()).equals(signature.algorithm())) {
      throw new MalformedException("expected a version 3 certificate");
    }
    this.publicKey = PublicKey.of(signed.getSubjectPublicKeyInfo());
    this.subject = Name.of(signed.getSubject());
    this.issuer = Name.of(signed.getIssuer());
    this.serial = signed.getSerialNumber().getValue();
    this.notBefore = Der.instant(signed.getStartDate());
    this.notAfter = Der.instant(signed.getEndDate());
    this.extensions = signed.getExtensions();
    requireUnderstood(extensions);
    BasicConstraints constraints = BasicConstraints.fromExtensions(extensions);
    this.authority = constraints != null && constraints.isCA();
    this.keyUsage = Optional.ofNullable(KeyUsage.fromExtensions(extensions));
  }

  /// Reads a certificate from DER.
  public static Certificate parse(Octets der) throws MalformedException {
    return Der.read(der.toBytes(), decoded -> of(der, decoded));
  }

  private static Certificate of(Octets der, ASN1Primitive decoded)
      throws IOException, MalformedException {
    return new Certificate(der, org.bouncycastle.asn1.x509.Certificate.getInstance(decoded));
  }

  private static void requireUnderstood(Extensions extensions) throws MalformedException {
    for (ASN1ObjectIdentifier critical : extensions.getCriticalExtensionOIDs()) {
      if (!UNDERSTOOD.contains(critical)) {
        throw new MalformedException("an unknown critical extension");
      }
    }
  }

  /// The whole certificate.
  public Octets der() {
    return der;
  }

  /// Whom it speaks about.
  public Name subject() {
    return subject;
  }

  /// Who issued it, by its own word.
  public Name issuer() {
    return issuer;
  }

  /// Its number among the issuer's.
  public BigInteger serial() {
    return serial;
  }

  /// The key of the subject.
  public PublicKey publicKey() {
    return publicKey;
  }

  /// The last instant at which it holds.
  public Instant notAfter() {
    return notAfter;
  }

  /// The content of an extension, if it is there.
  public Optional<byte[]> extension(String oid) {
    Extension found = extensions.getExtension(new ASN1ObjectIdentifier(oid));
    return Optional.ofNullable(found).map(extension -> extension.getExtnValue().getOctets());
  }

  /// Demands that this certificate was issued by that authority (RFC 5280, section 6.1.3).
  public void requireIssuedBy(Certificate authority) throws RefusalException {
    if (!issuer.equals(authority.subject)) {
      throw chain("was not issued by " + authority.subject.commonName());
    }
    if (!authority.publicKey.verifies(signedBytes, signature)) {
      throw chain("is not signed by " + authority.subject.commonName());
    }
  }

  /// Demands that the key may sign certificates.
  public void requireAuthority() throws RefusalException {
    if (!authority || !mayUse(KeyUsage.keyCertSign)) {
      throw chain("is not a certificate authority's");
    }
  }

  /// Demands that the key may not sign certificates.
  public void requireEndEntity() throws RefusalException {
    if (authority) {
      throw chain("is a certificate authority's");
    }
  }

  /// Whether the key usage extension allows the key to sign revocation lists.
  boolean maySignLists() {
    return mayUse(KeyUsage.cRLSign);
  }

  private boolean mayUse(int usage) {
    return keyUsage.filter(usages -> usages.hasUsages(usage)).isPresent();
  }

  /// Demands that the instant is within the period of validity, both ends included.
  public void requireValid(Instant at) throws RefusalException {
    if (at.isBefore(notBefore) || at.isAfter(notAfter)) {
      throw new RefusalException(
          Reason.EXPIRED, "the certificate of " + subject.commonName() + " is not valid then");
    }
  }

  private RefusalException chain(String what) {
    return new RefusalException(
        Reason.CHAIN, "the certificate of " + subject.commonName() + " " + what);
  }
}
