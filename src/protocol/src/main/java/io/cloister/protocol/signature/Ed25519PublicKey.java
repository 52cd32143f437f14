// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.signature;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// The public half of an [Ed25519KeyPair]: what gatekeepers cosign with (RFC 8032).
///
/// @param bytes the 32-byte public key
public record Ed25519PublicKey(byte[] bytes) implements Encodable {
  /// Size in bytes.
  public static final int SIZE = 32;

  /// Checks the limits of this record.
  public Ed25519PublicKey {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException("an Ed25519 key has 32 bytes, not " + bytes.length);
    }
    bytes = bytes.clone();
  }

  @Override
  public void write(CborWriter out) {
    out.map(1).key(1).bytes(bytes);
  }

  /// Reads what [#write] wrote.
  public static Ed25519PublicKey read(CborReader in) throws MalformedException {
    in.map(1);
    return new Ed25519PublicKey(in.key(1).exactBytes(SIZE));
  }

  /// Whether a hostile signature over a message is this key's (RFC 8032, section 5.1.7).
  public Authenticity verify(byte[] message, byte[] signature) {
    return verifies(bytes, message, signature) ? Authenticity.GENUINE : Authenticity.FORGED;
  }

  static boolean verifies(byte[] publicKey, byte[] message, byte[] signature) {
    return signature.length == Ed25519.SIGNATURE_SIZE
        && Ed25519.verify(signature, 0, publicKey, 0, message, 0, message.length);
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ed25519PublicKey that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Ed25519PublicKey[" + digest() + "]";
  }
}
