// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.merkle;

import io.cloister.protocol.encoding.Digest;
import java.util.List;

/// The hashes of a log's tree (RFC 9162, section 2.1.1), with SHA-256. The prefixes keep a leaf
/// from being passed off as a node.
public final class MerkleHash {
  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  private MerkleHash() {}

  /// The hash of one log entry.
  public static Digest leafHash(byte[] entry) {
    return Digest.of(LEAF, entry);
  }

  /// The hash of an inner node over its two children.
  public static Digest nodeHash(Digest left, Digest right) {
    return Digest.of(NODE, left.bytes(), right.bytes());
  }

  /// The root of the log without entries: the hash of nothing.
  public static Digest emptyRoot() {
    return Digest.of();
  }

  /// The root over `leafHashes`, in their order.
  public static Digest root(List<Digest> leafHashes) {
    MerkleFrontier frontier = new MerkleFrontier();
    leafHashes.forEach(frontier::append);
    return frontier.root();
  }
}
