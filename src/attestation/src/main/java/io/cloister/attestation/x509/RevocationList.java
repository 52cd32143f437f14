// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.x509;

import io.cloister.attestation.Octets;
import io.cloister.attestation.Reason;
import io.cloister.attestation.RefusalException;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.TBSCertList;
import org.jspecify.annotations.Nullable;

/// A complete revocation list of one issuer (RFC 5280, section 5.1).
///
/// Critical extensions are refused, so indirect and partial lists are: what such a list does not
/// name may be revoked all the same.
public final class RevocationList {
  private static final int VERSION_2 = 2;

  private final Name issuer;
  private final Octets signedBytes;
  private final Signature signature;
  private final Instant thisUpdate;
  private final Instant nextUpdate;
  private final Set<BigInteger> revoked;

  private RevocationList(CertificateList parsed) throws IOException, MalformedException {
    TBSCertList signed = parsed.getTBSCertList();
    this.issuer = Name.of(signed.getIssuer());
    this.signedBytes = Der.encoding(signed);
    this.signature =
        new Signature(
            Der.encoding(parsed.getSignatureAlgorithm()), parsed.getSignature().getOctets());
    if (signed.getVersionNumber() != VERSION_2
        || signed.getNextUpdate() == null
        || !Der.encoding(signed.getSignature()).equals(signature.algorithm())) {
      throw new MalformedException("expected a version 2 revocation list with a next update");
    }
    this.thisUpdate = Der.instant(signed.getThisUpdate());
    this.nextUpdate = Der.instant(signed.getNextUpdate());
    requireNothingCritical(signed.getExtensions());
    this.revoked = revoked(signed);
  }

  /// Reads a list from DER.
  public static RevocationList parse(Octets der) throws MalformedException {
    return Der.read(
        der.toBytes(), decoded -> new RevocationList(CertificateList.getInstance(decoded)));
  }

  private static Set<BigInteger> revoked(TBSCertList signed) throws MalformedException {
    Set<BigInteger> serials = new HashSet<>();
    Enumeration<?> entries = signed.getRevokedCertificateEnumeration();
    while (entries.hasMoreElements()) {
      TBSCertList.CRLEntry entry = (TBSCertList.CRLEntry) entries.nextElement();
      requireNothingCritical(entry.getExtensions());
      serials.add(entry.getUserCertificate().getValue());
    }
    return serials;
  }

  private static void requireNothingCritical(@Nullable Extensions extensions)
      throws MalformedException {
    if (extensions != null && extensions.getCriticalExtensionOIDs().length > 0) {
      throw new MalformedException("a critical extension in a revocation list");
    }
  }

  /// Demands that the list is that authority's own word.
  public void requireIssuedBy(Certificate authority) throws RefusalException {
    if (!issuer.equals(authority.subject())
        || !authority.maySignLists()
        || !authority.publicKey().verifies(signedBytes, signature)) {
      throw new RefusalException(
          Reason.CRL, "the revocation list is not of " + authority.subject().commonName());
    }
  }

  /// Demands that the instant is between this and the next update, both included.
  ///
  /// @param grace how long after the next update was due the list is taken all the same
  public void requireCurrent(Instant at, Duration grace) throws RefusalException {
    if (at.isBefore(thisUpdate) || at.minus(grace).isAfter(nextUpdate)) {
      throw new RefusalException(
          Reason.EXPIRED, "the revocation list of " + issuer.commonName() + " is not current");
    }
  }

  /// Demands that the list does not name a certificate of its issuer.
  public void requireNotRevoked(Certificate certificate) throws RefusalException {
    if (!certificate.issuer().equals(issuer)) {
      throw new RefusalException(
          Reason.CRL, "the revocation list is not of the issuer of " + name(certificate));
    }
    if (revoked.contains(certificate.serial())) {
      throw new RefusalException(Reason.REVOKED, "the certificate of " + name(certificate));
    }
  }

  private static String name(Certificate certificate) {
    return certificate.subject().commonName();
  }

  /// When the list was issued.
  public Instant thisUpdate() {
    return thisUpdate;
  }

  /// The last instant at which the list is current.
  public Instant nextUpdate() {
    return nextUpdate;
  }
}
