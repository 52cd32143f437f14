// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.merkle;

import io.cloister.protocol.encoding.Digest;

/// Where the hashes of a log's complete subtrees lie: in memory ([MerkleTree]), or in tiles on
/// disk.
@FunctionalInterface
public interface SubtreeHashes {
  /// The root of the complete subtree of 2^`level` entries that begins at entry `index` *
  /// 2^`level`; level 0 holds the leaf hashes. Asked only for subtrees that lie wholly inside the
  /// log.
  Digest hash(int level, long index);
}
