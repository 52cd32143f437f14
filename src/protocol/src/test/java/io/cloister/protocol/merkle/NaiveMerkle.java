// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.merkle;

import io.cloister.protocol.encoding.Digest;
import java.util.ArrayList;
import java.util.List;

/// RFC 9162's recursive definitions, word for word and with no thought of speed: what the real code
/// is held against.
final class NaiveMerkle {
  private NaiveMerkle() {}

  static List<Digest> leaves(int count) {
    List<Digest> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leaves.add(MerkleHash.leafHash(new byte[] {(byte) i, (byte) (i >>> 8)}));
    }
    return leaves;
  }

  /// Section 2.1.1.
  static Digest root(List<Digest> leaves) {
    if (leaves.isEmpty()) {
      return MerkleHash.emptyRoot();
    }
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int k = split(leaves.size());
    return MerkleHash.nodeHash(root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
  }

  /// Section 2.1.3.1: PATH(m, D_n).
  static List<Digest> path(int m, List<Digest> leaves) {
    int n = leaves.size();
    if (n == 1) {
      return new ArrayList<>();
    }
    int k = split(n);
    boolean left = m < k;
    List<Digest> path = left ? path(m, leaves.subList(0, k)) : path(m - k, leaves.subList(k, n));
    path.add(root(left ? leaves.subList(k, n) : leaves.subList(0, k)));
    return path;
  }

  /// Section 2.1.4.1: SUBPROOF(m, D_n, b), with b given by `whole`.
  static List<Digest> subproof(int m, List<Digest> leaves, boolean whole) {
    int n = leaves.size();
    if (m == n) {
      return whole ? new ArrayList<>() : new ArrayList<>(List.of(root(leaves)));
    }
    int k = split(n);
    boolean left = m <= k;
    List<Digest> proof =
        left
            ? subproof(m, leaves.subList(0, k), whole)
            : subproof(m - k, leaves.subList(k, n), false);
    proof.add(root(left ? leaves.subList(k, n) : leaves.subList(0, k)));
    return proof;
  }

  private static int split(int n) {
    int k = 1;
    while (k * 2 < n) {
      k *= 2;
    }
    return k;
  }
}
