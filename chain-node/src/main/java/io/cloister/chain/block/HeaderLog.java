// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.block;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/// The certified part of the log of headers, in the shape in which it is published (C2SP
/// tlog-tiles). Nothing beyond the newest certificate is shown: it could still not be final.
public final class HeaderLog {
  /// Each level of tiles is eight levels of the tree.
  private static final int TREE_LEVELS = 8;

  private final Ledger ledger;
  private final long size;

  HeaderLog(Ledger ledger, long size) {
    this.ledger = ledger;
    this.size = size;
  }

  /// Hashes of one level of tiles; empty if there are not so many.
  ///
  /// @param level of tiles, 0 has the leaves
  /// @param first hash
  /// @param width how many
  public byte[] tile(int level, long first, int width) {
    int treeLevel = level * TREE_LEVELS;
    if (first + width > size >>> treeLevel) {
      return new byte[0];
    }
    ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    for (long i = first; i < first + width; i++) {
      hashes.writeBytes(ledger.hash(treeLevel, i).bytes());
    }
    return hashes.toByteArray();
  }

  /// Headers, each behind its length; empty if there are not so many.
  public byte[] entries(long first, int width) {
    if (first + width > size) {
      return new byte[0];
    }
    ByteArrayOutputStream entries = new ByteArrayOutputStream();
    for (long height = first; height < first + width; height++) {
      byte[] header = ledger.block(height).header();
      entries.writeBytes(ByteBuffer.allocate(Short.BYTES).putShort((short) header.length).array());
      entries.writeBytes(header);
    }
    return entries.toByteArray();
  }
}
