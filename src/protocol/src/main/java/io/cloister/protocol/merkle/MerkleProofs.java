// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.merkle;

import io.cloister.protocol.encoding.Digest;
import java.util.ArrayList;
import java.util.List;

/// Makes roots and proofs for any past size of a log from the hashes of its complete subtrees, with
/// O(log n) look-ups and hashes for a root, O(log^2 n) for a proof.
public final class MerkleProofs {
  private final SubtreeHashes subtrees;

  /// Proofs over the log whose complete subtrees `subtrees` knows.
  public MerkleProofs(SubtreeHashes subtrees) {
    this.subtrees = subtrees;
  }

  /// The root of the log when it had `size` entries.
  public Digest root(long size) {
    requireSize(size);
    return size == 0 ? MerkleHash.emptyRoot() : hash(0, size);
  }

  /// Proves that entry `index` is in the log of `size` entries (RFC 9162, section 2.1.3.1).
  ///
  /// @throws IndexOutOfBoundsException unless `0 <= index < size`
  public InclusionProof inclusion(long index, long size) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("entry " + index + " of a log of size " + size);
    }
    List<Digest> path = new ArrayList<>();
    long low = 0;
    long high = size;
    while (high - low > 1) {
      long middle = low + split(high - low);
      if (index < middle) {
        path.add(hash(middle, high));
        high = middle;
      } else {
        path.add(hash(low, middle));
        low = middle;
      }
    }
    return new InclusionProof(index, size, path.reversed());
  }

  /// Proves that the log of `newSize` entries begins with the log of `oldSize` entries (RFC 9162,
  /// section 2.1.4.1). The path is empty where there is nothing to show: from the empty log, and
  /// from a log to itself.
  ///
  /// @throws IndexOutOfBoundsException unless `0 <= oldSize <= newSize`
  public ConsistencyProof consistency(long oldSize, long newSize) {
    if (oldSize < 0 || oldSize > newSize) {
      throw new IndexOutOfBoundsException("from size " + oldSize + " to size " + newSize);
    }
    List<Digest> path = new ArrayList<>();
    if (oldSize == 0) {
      return new ConsistencyProof(oldSize, newSize, path);
    }
    long low = 0;
    long high = newSize;
    while (high != oldSize) {
      long middle = low + split(high - low);
      if (oldSize <= middle) {
        path.add(hash(middle, high));
        high = middle;
      } else {
        path.add(hash(low, middle));
        low = middle;
      }
    }
    if (low > 0) {
      path.add(hash(low, high));
    }
    return new ConsistencyProof(oldSize, newSize, path.reversed());
  }

  /// The hash over entries `low` up to `high`, where `low` is a multiple of the next power of two.
  private Digest hash(long low, long high) {
    long count = high - low;
    if (Long.bitCount(count) == 1) {
      int level = Long.numberOfTrailingZeros(count);
      return subtrees.hash(level, low >>> level);
    }
    long middle = low + split(count);
    return MerkleHash.nodeHash(hash(low, middle), hash(middle, high));
  }

  /// The largest power of two smaller than `count`, which is at least two.
  private static long split(long count) {
    return Long.highestOneBit(count - 1);
  }

  private static void requireSize(long size) {
    if (size < 0) {
      throw new IndexOutOfBoundsException("size " + size);
    }
  }
}
