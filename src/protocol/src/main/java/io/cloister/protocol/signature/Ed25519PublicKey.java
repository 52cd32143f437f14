// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.signature;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import java.util.Arrays;

/// The public half of an [Ed25519KeyPair]: what gatekeepers cosign with (RFC 8032).
///
/// @param bytes the 32-byte public key
public record Ed25519PublicKey(byte[] bytes) implements Encodable {
  /// Size in bytes.
  public static final int SIZE = 32;

  /// Checks the limits of this record.
  public Ed25519PublicKey {
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
