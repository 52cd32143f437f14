// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.block;

import io.cloister.chain.storage.FramedFile;
import io.cloister.chain.storage.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// All blocks, in one append-only file, and where each begins, in another. The second can be
/// computed again from the first.
///
/// One writer; blocks that were there may be read beside it.
final class BlockStore implements AutoCloseable {
  private final FramedFile blocks;
  private final FileChannel offsets;
  private long count;

  private BlockStore(FramedFile blocks, FileChannel offsets) {
    this.blocks = blocks;
    this.offsets = offsets;
  }

  /// Opens the store, cuts a torn last block off, and counts what is there.
  static BlockStore open(Path folder) {
    FramedFile blocks = FramedFile.open(folder.resolve("blocks"));
    try {
      FileChannel offsets =
          FileChannel.open(
              folder.resolve("offsets"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      BlockStore store = new BlockStore(blocks, offsets);
      store.recover();
      return store;
    } catch (IOException e) {
      throw new StorageException("cannot open " + folder, e);
    }
  }

  /// Appends the next block and makes it durable.
  void append(StoredBlock block) {
    long offset = blocks.append(block.encode());
    blocks.force();
    note(offset);
  }

  /// Reads the block at a height below [#count()].
  StoredBlock read(long height) {
    return StoredBlock.decode(blocks.read(offset(height)));
  }

  /// How many blocks there are, the genesis among them.
  long count() {
    return count;
  }

  /// Size in bytes.
  long size() {
    return blocks.size();
  }

  @Override
  public void close() {
    blocks.close();
    try {
      offsets.close();
    } catch (IOException e) {
      throw new StorageException("cannot close the offsets of blocks", e);
    }
  }

  /// The blocks from the last one on whose place is certain are read once.
  private void recover() throws IOException {
    count = offsets.size() / Long.BYTES;
    while (count > 0 && !holds(count - 1)) {
      count--;
    }
    long from = count == 0 ? 0 : offset(count - 1);
    count = Math.max(0, count - 1);
    blocks.recover(from, (content, offset) -> note(offset));
    offsets.truncate(count * Long.BYTES);
  }

  /// Whether the block of a height lies where the offsets say.
  private boolean holds(long height) {
    long offset = offset(height);
    if (offset < 0 || offset >= blocks.size()) {
      return false;
    }
    try {
      return read(height).decodedHeader().height() == height;
    } catch (StorageException e) {
      return false;
    }
  }

  private void note(long offset) {
    ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES).putLong(offset).flip();
    try {
      while (buffer.hasRemaining()) {
        offsets.write(buffer, count * Long.BYTES + buffer.position());
      }
      count++;
    } catch (IOException e) {
      throw new StorageException("cannot note where a block is", e);
    }
  }

  private long offset(long height) {
    ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES);
    try {
      while (buffer.hasRemaining()) {
        if (offsets.read(buffer, height * Long.BYTES + buffer.position()) < 0) {
          throw new StorageException("no block at height " + height);
        }
      }
    } catch (IOException e) {
      throw new StorageException("cannot read where a block is", e);
    }
    return buffer.flip().getLong();
  }
}
