// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.signature;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import java.util.Arrays;
import java.util.Objects;

/// The public half of a [SigningKeyPair]. A signature counts only if both keys verify it.
///
/// @param ed25519 an Ed25519 public key (RFC 8032)
/// @param mlDsa44 an ML-DSA-44 public key (FIPS 204)
public record HybridPublicKey(byte[] ed25519, byte[] mlDsa44) implements Encodable {
  /// Size in bytes of the Ed25519 key.
  public static final int ED25519_BYTES = 32;

  /// Size in bytes of the ML-DSA-44 key.
  public static final int ML_DSA_44_BYTES = 1312;

  /// Largest encoding in bytes.
  public static final int MAX_BYTES = 2048;

  /// Checks the limits of this record.
  public HybridPublicKey {
    if (ed25519.length != ED25519_BYTES || mlDsa44.length != ML_DSA_44_BYTES) {
      throw new IllegalArgumentException("keys have 32 and 1312 bytes");
    }
    ed25519 = ed25519.clone();
    mlDsa44 = mlDsa44.clone();
  }

  @Override
  public void write(CborWriter out) {
    out.map(2).key(1).bytes(ed25519).key(2).bytes(mlDsa44);
  }

  /// Reads what [#write] wrote.
  public static HybridPublicKey read(CborReader in) throws MalformedException {
    in.map(2);
    return new HybridPublicKey(
        in.key(1).exactBytes(ED25519_BYTES), in.key(2).exactBytes(ML_DSA_44_BYTES));
  }

  /// Decodes a whole encoding.
  public static HybridPublicKey decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, HybridPublicKey::read);
  }

  /// The name of this key.
  public KeyId keyId() {
    return new KeyId(digest());
  }

  @Override
  public byte[] ed25519() {
    return ed25519.clone();
  }

  @Override
  public byte[] mlDsa44() {
    return mlDsa44.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HybridPublicKey that
        && Arrays.equals(ed25519, that.ed25519)
        && Arrays.equals(mlDsa44, that.mlDsa44);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(ed25519), Arrays.hashCode(mlDsa44));
  }

  @Override
  public String toString() {
    return "HybridPublicKey[" + digest() + "]";
  }
}
