// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.merkle;

import io.cloister.protocol.encoding.Digest;
import java.util.ArrayList;
import java.util.List;

/// The right edge of a log: enough to append and to know the root, in memory of O(log n). It keeps
/// one hash for each bit set in the size: the roots of the complete subtrees, largest first.
///
/// Not safe for use by several threads at once.
public final class MerkleFrontier {
  private final List<Digest> peaks = new ArrayList<>();
  private long size;

  /// A log without entries.
  public MerkleFrontier() {}

  /// A log as it was saved.
  ///
  /// @param size how many entries it has
  /// @param peaks what [#peaks()] gave
  /// @throws IllegalArgumentException if the peaks cannot be those of a log of that size
  public static MerkleFrontier restore(long size, List<Digest> peaks) {
    if (size < 0 || peaks.size() != Long.bitCount(size)) {
      throw new IllegalArgumentException(peaks.size() + " peaks for a log of size " + size);
    }
    MerkleFrontier frontier = new MerkleFrontier();
    frontier.peaks.addAll(peaks);
    frontier.size = size;
    return frontier;
  }

  /// Adds one entry by its leaf hash; amortised one hash.
  public void append(Digest leafHash) {
    Digest hash = leafHash;
    for (long rest = size; (rest & 1) == 1; rest >>>= 1) {
      hash = MerkleHash.nodeHash(peaks.removeLast(), hash);
    }
    peaks.add(hash);
    size++;
  }

  /// How many entries the log has.
  public long size() {
    return size;
  }

  /// The root over all entries so far (RFC 9162, section 2.1.1).
  public Digest root() {
    if (peaks.isEmpty()) {
      return MerkleHash.emptyRoot();
    }
    Digest root = peaks.getLast();
    for (int i = peaks.size() - 2; i >= 0; i--) {
      root = MerkleHash.nodeHash(peaks.get(i), root);
    }
    return root;
  }

  /// What [#restore] needs, largest subtree first.
  public List<Digest> peaks() {
    return List.copyOf(peaks);
  }
}
