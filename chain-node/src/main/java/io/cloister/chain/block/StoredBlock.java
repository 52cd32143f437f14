// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.block;

import io.cloister.chain.storage.StorageException;
import io.cloister.protocol.chain.Block;
import io.cloister.protocol.chain.BlockEntry;
import io.cloister.protocol.chain.Header;
import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.MalformedException;
import java.util.List;

/// A block as it lies on disk, with the snapshot from which the engine can start after it.
///
/// @param header encoded
/// @param entries encoded, in order
/// @param snapshot the engine's; empty for the genesis
@SuppressWarnings("ArrayRecordComponent")
record StoredBlock(byte[] header, List<byte[]> entries, byte[] snapshot) {
  private static final int MAX_BYTES = 64 << 20;
  private static final int MAX_SNAPSHOT = 1 << 20;

  byte[] encode() {
    CborWriter out = new CborWriter();
    out.map(3).key(1).bytes(header).key(2).array(entries.size());
    entries.forEach(out::bytes);
    return out.key(3).bytes(snapshot).toBytes();
  }

  static StoredBlock decode(byte[] bytes) {
    try {
      return CborReader.whole(
          bytes,
          MAX_BYTES,
          in -> {
            in.map(3);
            return new StoredBlock(
                in.key(1).bytes(Header.MAX_BYTES),
                in.key(2).list(Block.MAX_ENTRIES, entry -> entry.bytes(BlockEntry.MAX_BYTES)),
                in.key(3).bytes(MAX_SNAPSHOT));
          });
    } catch (MalformedException e) {
      throw new StorageException("a block on disk is malformed", e);
    }
  }

  Header decodedHeader() {
    try {
      return Header.decode(header);
    } catch (MalformedException e) {
      throw new StorageException("a header on disk is malformed", e);
    }
  }

  BlockEntry entry(int index) {
    return entry(entries.get(index));
  }

  static BlockEntry entry(byte[] encoded) {
    try {
      return BlockEntry.decode(encoded);
    } catch (MalformedException e) {
      throw new StorageException("an entry on disk is malformed", e);
    }
  }

  Block block() {
    return new Block(header, entries);
  }
}
