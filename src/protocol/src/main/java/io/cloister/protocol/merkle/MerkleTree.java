// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.merkle;

import io.cloister.protocol.encoding.Digest;
import java.util.ArrayList;
import java.util.List;

/// A log's whole tree in memory: appends, and proves at any size that it ever had. Takes 64 bytes
/// an entry; a log that outgrows memory keeps its subtrees elsewhere and uses [MerkleProofs] over
/// them.
///
/// Not safe for use by several threads at once.
public final class MerkleTree implements SubtreeHashes {
  private final List<HashColumn> levels = new ArrayList<>();
  private final MerkleProofs proofs = new MerkleProofs(this);

  /// A log without entries.
  public MerkleTree() {
    levels.add(new HashColumn());
  }

  /// Adds one entry by its leaf hash, and the hash of every subtree that it completes.
  public void append(Digest leafHash) {
    levels.getFirst().add(leafHash);
    for (int level = 0; (levels.get(level).size() & 1) == 0; level++) {
      HashColumn children = levels.get(level);
      if (level + 1 == levels.size()) {
        levels.add(new HashColumn());
      }
      long last = children.size() - 1;
      levels.get(level + 1).add(MerkleHash.nodeHash(children.get(last - 1), children.get(last)));
    }
  }

  /// How many entries the log has.
  public long size() {
    return levels.getFirst().size();
  }

  /// The root over all entries.
  public Digest root() {
    return proofs.root(size());
  }

  /// The root when the log had `size` entries.
  public Digest root(long size) {
    requirePast(size);
    return proofs.root(size);
  }

  /// Proves entry `index` in the log as it was at `size`.
  ///
  /// @throws IndexOutOfBoundsException unless `0 <= index < size <= size()`
  public InclusionProof inclusion(long index, long size) {
    requirePast(size);
    return proofs.inclusion(index, size);
  }

  /// Proves that the log at `newSize` begins with the log at `oldSize`.
  ///
  /// @throws IndexOutOfBoundsException unless `0 <= oldSize <= newSize <= size()`
  public ConsistencyProof consistency(long oldSize, long newSize) {
    requirePast(newSize);
    return proofs.consistency(oldSize, newSize);
  }

  /// The hash of one entry.
  ///
  /// @throws IndexOutOfBoundsException unless `0 <= index < size()`
  public Digest leafHash(long index) {
    return hash(0, index);
  }

  @Override
  public Digest hash(int level, long index) {
    return levels.get(level).get(index);
  }

  private void requirePast(long size) {
    if (size > size()) {
      throw new IndexOutOfBoundsException("size " + size + " of a log that has " + size());
    }
  }
}
