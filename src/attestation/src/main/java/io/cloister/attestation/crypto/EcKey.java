// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.crypto;

import io.cloister.attestation.Octets;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

/// A public key that is a point on its curve, and not the one at infinity.
public final class EcKey {
  private final EcCurve curve;
  private final ECPoint point;

  EcKey(EcCurve curve, ECPoint point) {
    this.curve = curve;
    this.point = point.normalize();
  }

  /// The curve it is on.
  public EcCurve curve() {
    return curve;
  }

  /// Its coordinates `x || y`.
  public Octets coordinates() {
    byte[] encoded = point.getEncoded(false);
    return Octets.of(encoded).slice(1, encoded.length);
  }

  /// Whether `r || s` is this key's ECDSA signature over the message's digest.
  public boolean verifies(byte[] message, byte[] signature) {
    return curve.verify(point, message, signature);
  }

  /// Whether the DER form `SEQUENCE { r, s }` (RFC 3279, section 2.2.3) is this key's signature.
  public boolean verifiesDer(byte[] message, byte[] signature) {
    try {
      ASN1Sequence pair = ASN1Sequence.getInstance(signature);
      if (pair.size() != 2 || !Arrays.equals(pair.getEncoded("DER"), signature)) {
        return false;
      }
      return verifies(message, raw(part(pair, 0), part(pair, 1)));
    } catch (IOException | IllegalArgumentException | ArithmeticException e) {
      return false;
    }
  }

  private static BigInteger part(ASN1Sequence pair, int index) {
    return ASN1Integer.getInstance(pair.getObjectAt(index)).getPositiveValue();
  }

  private byte[] raw(BigInteger r, BigInteger s) {
    byte[] raw = new byte[2 * curve.size()];
    BigIntegers.asUnsignedByteArray(r, raw, 0, curve.size());
    BigIntegers.asUnsignedByteArray(s, raw, curve.size(), curve.size());
    return raw;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EcKey that && curve == that.curve && point.equals(that.point);
  }

  @Override
  public int hashCode() {
    return point.hashCode();
  }
}
