// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.crypto;

import io.cloister.attestation.Octets;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.secret.SecretBytes;
import java.math.BigInteger;
import java.security.SecureRandom;

/// A private key on P-256, for the formats that know no better: tokens (ES256) and TLS.
///
/// Signs deterministically (RFC 6979), so that no random number can give it away.
public final class EcSigningKey implements AutoCloseable {
  /// Size of the encoded key in bytes.
  public static final int SIZE = 32;

  private final SecretBytes scalar;
  private final EcKey publicKey;

  private EcSigningKey(byte[] encoded) {
    this.scalar = new SecretBytes(encoded);
    this.publicKey = EcCurve.P256.publicKey(new BigInteger(1, encoded));
  }

  /// Makes a new key.
  public static EcSigningKey generate(SecureRandom random) {
    return new EcSigningKey(EcCurve.P256.randomScalar(random));
  }

  /// Reads a key of 32 bytes, big-endian.
  ///
  /// @throws MalformedException unless it is a number that a key may be
  public static EcSigningKey of(byte[] encoded) throws MalformedException {
    if (encoded.length != SIZE || !EcCurve.P256.isScalar(new BigInteger(1, encoded))) {
      throw new MalformedException("expected a private key on P-256 in 32 bytes");
    }
    return new EcSigningKey(encoded);
  }

  /// The public half.
  public EcKey publicKey() {
    return publicKey;
  }

  /// Signs a message's SHA-256.
  ///
  /// @return `r || s`
  public Octets sign(byte[] message) {
    return scalar.with(bytes -> EcCurve.P256.sign(new BigInteger(1, bytes), message));
  }

  @Override
  public void close() {
    scalar.close();
  }

  @Override
  public String toString() {
    return "EcSigningKey[redacted]";
  }
}
