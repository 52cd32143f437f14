// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.encoding;

/// A wire record: a value with exactly one encoding, and hence one digest.
public interface Encodable {
  /// Writes this value as one item.
  void write(CborWriter out);

  /// The encoding of this value.
  default byte[] encode() {
    CborWriter out = new CborWriter();
    write(out);
    return out.toBytes();
  }

  /// The name of this value: SHA-256 of its encoding.
  default Digest digest() {
    return Digest.of(encode());
  }
}
