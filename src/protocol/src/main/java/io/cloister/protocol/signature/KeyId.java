// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.signature;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;

/// The name of a hybrid public key: SHA-256 of its encoding.
///
/// @param value the digest
public record KeyId(Digest value) implements Encodable, Comparable<KeyId> {
  @Override
  public void write(CborWriter out) {
    out.item(value);
  }

  /// Reads what [#write] wrote.
  public static KeyId read(CborReader in) throws MalformedException {
    return new KeyId(Digest.read(in));
  }

  /// 64 lower-case hexadecimal digits.
  public String hex() {
    return value.hex();
  }

  @Override
  public int compareTo(KeyId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return hex();
  }
}
