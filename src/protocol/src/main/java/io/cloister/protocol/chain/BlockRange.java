// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.chain;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Blocks one after another, with a certificate for the last.
///
/// @param blocks in rising order; empty if there is nothing new
/// @param certificate of the last block's header; null if there is no block
public record BlockRange(List<Block> blocks, @Nullable Certificate certificate)
    implements Encodable {
  /// Most blocks in one range.
  public static final int MAX_BLOCKS = 1000;

  /// Largest encoding in bytes.
  public static final int MAX_BYTES = 64 * 1024 * 1024;

  /// Checks that blocks come with their certificate.
  public BlockRange {
    blocks = List.copyOf(blocks);
    if (blocks.isEmpty() != (certificate == null)) {
      throw new IllegalArgumentException("blocks come with the certificate of the last one");
    }
  }

  @Override
  public void write(CborWriter out) {
    out.map(2).key(1).items(blocks).key(2).optional(certificate);
  }

  /// Reads what [#write] wrote.
  public static BlockRange read(CborReader in) throws MalformedException {
    in.map(2);
    return new BlockRange(
        in.key(1).list(MAX_BLOCKS, Block::read), in.key(2).optional(Certificate::read));
  }

  /// Decodes a whole encoding.
  public static BlockRange decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, BlockRange::read);
  }
}
