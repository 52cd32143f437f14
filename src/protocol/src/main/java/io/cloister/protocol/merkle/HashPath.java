// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.merkle;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import java.util.List;

/// What both kinds of proof do with their hashes: bound, write and read them.
final class HashPath {
  /// A tree of 2^63 entries is 63 levels deep; a consistency proof carries at most one hash more.
  static final int MAX_HASHES = 64;

  private HashPath() {}

  static List<Digest> of(List<Digest> hashes) {
    if (hashes.size() > MAX_HASHES) {
      throw new IllegalArgumentException("a path of " + hashes.size() + " hashes");
    }
    return List.copyOf(hashes);
  }

  static void write(CborWriter out, List<Digest> hashes) {
    out.array(hashes.size());
    hashes.forEach(hash -> out.bytes(hash.bytes()));
  }

  static List<Digest> read(CborReader in) throws MalformedException {
    return in.list(MAX_HASHES, Digest::read);
  }
}
