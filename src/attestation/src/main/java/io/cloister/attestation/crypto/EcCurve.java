// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.crypto;

import io.cloister.attestation.Octets;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/// A curve with the digest that vendors use it with, and ECDSA on it (FIPS 186-5, section 6.4).
public final class EcCurve {
  /// Intel's keys.
  public static final EcCurve P256 =
      new EcCurve("secp256r1", SECObjectIdentifiers.secp256r1, 32, SHA256Digest::new);

  /// AMD's keys.
  public static final EcCurve P384 =
      new EcCurve("secp384r1", SECObjectIdentifiers.secp384r1, 48, SHA384Digest::new);

  private final ASN1ObjectIdentifier id;
  private final int size;
  private final Supplier<Digest> digests;
  private final ECDomainParameters domain;

  private EcCurve(String name, ASN1ObjectIdentifier id, int size, Supplier<Digest> digests) {
    this.id = id;
    this.size = size;
    this.digests = digests;
    X9ECParameters curve = CustomNamedCurves.getByName(name);
    this.domain = new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN());
  }

  /// The curve with this object identifier, if it is one of the two.
  public static Optional<EcCurve> ofId(Object id) {
    return Stream.of(P256, P384).filter(curve -> curve.id.equals(id)).findFirst();
  }

  /// Size of a coordinate, and of `r` and of `s`, in bytes.
  public int size() {
    return size;
  }

  /// A public key from its coordinates `x || y`, if the point is on the curve.
  public Optional<EcKey> key(Octets coordinates) {
    if (coordinates.size() != 2 * size) {
      return Optional.empty();
    }
    byte[] encoded = new byte[1 + 2 * size];
    encoded[0] = 4;
    System.arraycopy(coordinates.toBytes(), 0, encoded, 1, 2 * size);
    return point(encoded);
  }

  /// A public key from its uncompressed point (SEC 1, section 2.3.4), if it is on the curve.
  public Optional<EcKey> point(byte[] encoded) {
    if (encoded.length != 1 + 2 * size || encoded[0] != 4) {
      return Optional.empty();
    }
    try {
      ECPoint point = domain.validatePublicPoint(domain.getCurve().decodePoint(encoded));
      return Optional.of(new EcKey(this, point));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  boolean verify(ECPoint key, byte[] message, byte[] signature) {
    if (signature.length != 2 * size) {
      return false;
    }
    BigInteger r = new BigInteger(1, Arrays.copyOf(signature, size));
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, size, 2 * size));
    if (!inRange(r) || !inRange(s)) {
      return false;
    }
    ECDSASigner signer = new ECDSASigner();
    signer.init(false, new ECPublicKeyParameters(key, domain));
    return signer.verifySignature(digest(message), r, s);
  }

  EcKey publicKey(BigInteger scalar) {
    return new EcKey(this, new FixedPointCombMultiplier().multiply(domain.getG(), scalar));
  }

  byte[] randomScalar(SecureRandom random) {
    byte[] scalar = new byte[size];
    do {
      random.nextBytes(scalar);
    } while (!isScalar(new BigInteger(1, scalar)));
    return scalar;
  }

  boolean isScalar(BigInteger value) {
    return inRange(value);
  }

  Octets sign(BigInteger scalar, byte[] message) {
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(digests.get()));
    signer.init(true, new ECPrivateKeyParameters(scalar, domain));
    BigInteger[] parts = signer.generateSignature(digest(message));
    byte[] raw = new byte[2 * size];
    BigIntegers.asUnsignedByteArray(parts[0], raw, 0, size);
    BigIntegers.asUnsignedByteArray(parts[1], raw, size, size);
    return Octets.of(raw);
  }

  /// `1 <= value < n`: a verifier that lets zero through accepts anything (CVE-2022-21449).
  private boolean inRange(BigInteger value) {
    return value.signum() > 0 && value.compareTo(domain.getN()) < 0;
  }

  private byte[] digest(byte[] message) {
    Digest digest = digests.get();
    digest.update(message, 0, message.length);
    byte[] out = new byte[digest.getDigestSize()];
    digest.doFinal(out, 0);
    return out;
  }
}
