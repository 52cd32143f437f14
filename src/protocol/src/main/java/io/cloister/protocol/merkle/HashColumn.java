// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.merkle;

import io.cloister.protocol.encoding.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// A growing sequence of hashes, packed 1,024 to an array: no object header and no pointer for
/// each, and no copying of everything when it grows.
final class HashColumn {
  private static final int HASHES_PER_CHUNK = 1024;

  private final List<byte[]> chunks = new ArrayList<>();
  private long size;

  void add(Digest hash) {
    int slot = (int) (size % HASHES_PER_CHUNK);
    if (slot == 0) {
      chunks.add(new byte[HASHES_PER_CHUNK * Digest.SIZE]);
    }
    System.arraycopy(hash.bytes(), 0, chunks.getLast(), slot * Digest.SIZE, Digest.SIZE);
    size++;
  }

  Digest get(long index) {
    Objects.checkIndex(index, size);
    byte[] chunk = chunks.get((int) (index / HASHES_PER_CHUNK));
    int from = (int) (index % HASHES_PER_CHUNK) * Digest.SIZE;
    return new Digest(Arrays.copyOfRange(chunk, from, from + Digest.SIZE));
  }

  long size() {
    return size;
  }
}
