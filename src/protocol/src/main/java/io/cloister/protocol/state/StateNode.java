// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.state;

import io.cloister.protocol.encoding.Digest;
import org.jspecify.annotations.Nullable;

/// A part of the tree that is not empty; never changed once made, so that snapshots share it.
/// Emptiness is null.
sealed interface StateNode {
  Digest hash();

  static Digest hashOf(@Nullable StateNode node) {
    return node == null ? StateHash.EMPTY : node.hash();
  }

  /// One entry.
  record Leaf(byte[] key, Digest value, Digest hash) implements StateNode {
    static Leaf of(byte[] key, Digest value) {
      return new Leaf(key, value, StateHash.leaf(new Digest(key), value));
    }
  }

  /// Two subtrees with two entries or more between them.
  final class Branch implements StateNode {
    final @Nullable StateNode left;
    final @Nullable StateNode right;

    /// Computed when first asked for, so that a block of changes hashes each node once. Two threads
    /// may both compute it; they come to the same.
    private @Nullable Digest hash;

    Branch(@Nullable StateNode left, @Nullable StateNode right) {
      this.left = left;
      this.right = right;
    }

    @Nullable StateNode child(int bit) {
      return bit == 0 ? left : right;
    }

    Branch with(int bit, @Nullable StateNode child) {
      return bit == 0 ? new Branch(child, right) : new Branch(left, child);
    }

    @Override
    public Digest hash() {
      Digest known = hash;
      if (known == null) {
        known = StateHash.node(hashOf(left), hashOf(right));
        hash = known;
      }
      return known;
    }
  }
}
