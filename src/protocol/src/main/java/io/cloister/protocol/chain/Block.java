// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.chain;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import java.util.List;

/// A block as it is handed to followers. Its arrays are not copied: blocks are passed on, not kept.
///
/// @param header the encoded header
/// @param entries the encoded entries, in order
public record Block(byte[] header, List<byte[]> entries) implements Encodable {
  /// Most entries in one block.
  public static final int MAX_ENTRIES = 100_000;

  /// Checks the limits of this record.
  public Block {
    entries = List.copyOf(entries);
  }

  @Override
  public void write(CborWriter out) {
    out.map(2).key(1).bytes(header).key(2).array(entries.size());
    entries.forEach(out::bytes);
  }

  /// Reads what [#write] wrote.
  public static Block read(CborReader in) throws MalformedException {
    in.map(2);
    return new Block(
        in.key(1).bytes(Header.MAX_BYTES),
        in.key(2).list(MAX_ENTRIES, entry -> entry.bytes(BlockEntry.MAX_BYTES)));
  }
}
