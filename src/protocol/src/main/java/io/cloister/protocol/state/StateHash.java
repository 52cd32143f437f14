// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.state;

import io.cloister.protocol.encoding.Digest;

/// The hashes of the state tree. The prefixes tell leaves from nodes, and both from those of a log
/// (RFC 9162 has 0 and 1), so that no proof about one can be passed off as one about the other.
final class StateHash {
  /// The hash of a subtree that holds nothing; no hash comes out as this.
  static final Digest EMPTY = new Digest(new byte[Digest.SIZE]);

  private static final byte[] LEAF = {2};
  private static final byte[] NODE = {3};

  private StateHash() {}

  static Digest leaf(Digest key, Digest value) {
    return Digest.of(LEAF, key.bytes(), value.bytes());
  }

  static Digest node(Digest left, Digest right) {
    return Digest.of(NODE, left.bytes(), right.bytes());
  }

  /// The key's bit at a depth: 0 goes left. The first is the highest of the first byte.
  static int bit(byte[] key, int depth) {
    return (key[depth >>> 3] >>> (7 - (depth & 7))) & 1;
  }
}
