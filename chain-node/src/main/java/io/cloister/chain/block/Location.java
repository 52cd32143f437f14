// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.block;

import io.cloister.protocol.chain.Block;

/// Where an entry is.
///
/// @param height of its block
/// @param index among the block's entries
public record Location(long height, int index) {
  private static final int INDEX_BITS = 20;

  /// @throws IllegalArgumentException if no block can have such an entry
  public Location {
    if (height < 0 || index < 0 || index >= Block.MAX_ENTRIES) {
      throw new IllegalArgumentException("entry " + index + " of block " + height);
    }
  }

  long packed() {
    return height << INDEX_BITS | index;
  }

  static Location unpack(long packed) {
    return new Location(packed >>> INDEX_BITS, (int) (packed & ((1 << INDEX_BITS) - 1)));
  }
}
