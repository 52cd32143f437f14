// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel;

import io.cloister.attestation.Octets;
import io.cloister.protocol.encoding.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.util.BigIntegers;

/// A P-256 key that tests sign with in place of Intel's.
final class TestKey {
  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256r1");
  private static final ECDomainParameters DOMAIN =
      new ECDomainParameters(CURVE.getCurve(), CURVE.getG(), CURVE.getN());

  private final BigInteger secret;

  TestKey() {
    this.secret = new BigInteger(255, new SecureRandom()).add(BigInteger.ONE);
  }

  /// `x || y`.
  Octets coordinates() {
    byte[] point = point();
    return Octets.of(Arrays.copyOfRange(point, 1, point.length));
  }

  SubjectPublicKeyInfo info() {
    return new SubjectPublicKeyInfo(
        new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256r1),
        point());
  }

  /// `r || s`.
  Octets sign(byte[] message) {
    BigInteger[] parts = parts(message);
    byte[] raw = new byte[64];
    BigIntegers.asUnsignedByteArray(parts[0], raw, 0, 32);
    BigIntegers.asUnsignedByteArray(parts[1], raw, 32, 32);
    return Octets.of(raw);
  }

  byte[] signDer(byte[] message) {
    BigInteger[] parts = parts(message);
    try {
      return new DERSequence(
              new ASN1Integer[] {new ASN1Integer(parts[0]), new ASN1Integer(parts[1])})
          .getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] point() {
    return DOMAIN.getG().multiply(secret).normalize().getEncoded(false);
  }

  private BigInteger[] parts(byte[] message) {
    ECDSASigner signer = new ECDSASigner();
    signer.init(true, new ECPrivateKeyParameters(secret, DOMAIN));
    return signer.generateSignature(Digest.of(message).bytes());
  }
}
