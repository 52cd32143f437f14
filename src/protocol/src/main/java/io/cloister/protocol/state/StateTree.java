// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.state;

import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.state.StateNode.Branch;
import io.cloister.protocol.state.StateNode.Leaf;
import io.cloister.protocol.state.StateProof.Terminus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The state as a compact sparse Merkle tree: a binary trie over 256-bit keys in which a subtree
/// with one entry is that entry's leaf. Its root depends on the entries alone, not on how they came
/// to be there, so all who hold the same state agree on it; and it proves absence as well as
/// presence.
///
/// Keys must be evenly spread, as SHA-256 gives them: the depth is then about log2 of the number of
/// entries, and whoever wants a deep path must find keys that collide in many bits.
///
/// Not safe for changes by several threads; [#snapshot()] costs nothing and may be read by others.
public final class StateTree {
  private @Nullable StateNode root;
  private long size;

  /// An empty state.
  public StateTree() {}

  private StateTree(@Nullable StateNode root, long size) {
    this.root = root;
    this.size = size;
  }

  /// The state as it is now; later changes to either do not show in the other.
  public StateTree snapshot() {
    return new StateTree(root, size);
  }

  /// Sets an entry.
  ///
  /// @param key the digest of the entry's name
  /// @param value the digest of what it holds
  public void put(Digest key, Digest value) {
    if (get(key).isEmpty()) {
      size++;
    }
    root = put(root, Leaf.of(key.bytes(), value), 0);
  }

  /// Removes an entry; does nothing if there is none.
  public void remove(Digest key) {
    if (get(key).isPresent()) {
      size--;
      root = remove(root, key.bytes(), 0);
    }
  }

  /// The digest of what an entry holds.
  public Optional<Digest> get(Digest key) {
    byte[] bits = key.bytes();
    StateNode node = root;
    for (int depth = 0; node instanceof Branch branch; depth++) {
      node = branch.child(StateHash.bit(bits, depth));
    }
    return node instanceof Leaf leaf && Arrays.equals(leaf.key(), bits)
        ? Optional.of(leaf.value())
        : Optional.empty();
  }

  /// How many entries there are.
  public long size() {
    return size;
  }

  /// The root; all zeros for the empty state.
  public Digest root() {
    return StateNode.hashOf(root);
  }

  /// Proves what an entry holds, or that there is none.
  public StateProof prove(Digest key) {
    byte[] bits = key.bytes();
    List<Digest> siblings = new ArrayList<>();
    StateNode node = root;
    for (int depth = 0; node instanceof Branch branch; depth++) {
      int bit = StateHash.bit(bits, depth);
      siblings.add(StateNode.hashOf(branch.child(1 - bit)));
      node = branch.child(bit);
    }
    return new StateProof(key, terminus(node, bits), siblings);
  }

  private static Terminus terminus(@Nullable StateNode node, byte[] key) {
    if (!(node instanceof Leaf leaf)) {
      return new Terminus.Vacant();
    }
    return Arrays.equals(leaf.key(), key)
        ? new Terminus.Entry(leaf.value())
        : new Terminus.OtherEntry(new Digest(leaf.key()), leaf.value());
  }

  private static StateNode put(@Nullable StateNode node, Leaf leaf, int depth) {
    return switch (node) {
      case null -> leaf;
      case Leaf other when Arrays.equals(other.key(), leaf.key()) -> leaf;
      case Leaf other -> put(branch(other, depth), leaf, depth);
      case Branch branch -> {
        int bit = StateHash.bit(leaf.key(), depth);
        yield branch.with(bit, put(branch.child(bit), leaf, depth + 1));
      }
    };
  }

  private static Branch branch(Leaf leaf, int depth) {
    return new Branch(null, null).with(StateHash.bit(leaf.key(), depth), leaf);
  }

  /// Removes an entry that is there. A branch left with one leaf becomes that leaf.
  private static @Nullable StateNode remove(@Nullable StateNode node, byte[] key, int depth) {
    if (!(node instanceof Branch branch)) {
      return null;
    }
    int bit = StateHash.bit(key, depth);
    StateNode rest = remove(branch.child(bit), key, depth + 1);
    StateNode sibling = branch.child(1 - bit);
    if (rest == null && sibling instanceof Leaf) {
      return sibling;
    }
    return rest instanceof Leaf && sibling == null ? rest : branch.with(bit, rest);
  }
}
