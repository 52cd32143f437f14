// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.storage;

import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.merkle.MerkleHash;
import io.cloister.protocol.merkle.SubtreeHashes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The hashes of a log's complete subtrees on disk: one file for each level, 32 bytes a hash.
/// Memory does not grow with the log. What lies here can be computed again from the log's entries.
///
/// One writer; readers of hashes that were there when they learned of the size may run beside it.
public final class HashLevels implements SubtreeHashes, AutoCloseable {
  private final Path folder;
  private final List<FileChannel> levels = new CopyOnWriteArrayList<>();
  private long size;

  private HashLevels(Path folder) {
    this.folder = folder;
  }

  /// Opens the levels, or creates them.
  ///
  /// @param keep how many leaves are known to be right; whatever lies behind them is cut off. Fewer
  ///   are kept if fewer are there
  public static HashLevels open(Path folder, long keep) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new StorageException("cannot create " + folder, e);
    }
    HashLevels log = new HashLevels(folder);
    log.cut(keep);
    return log;
  }

  /// Appends a leaf and every subtree that it completes.
  public void append(Digest leaf) {
    Digest hash = leaf;
    long index = size;
    for (int level = 0; ; level++) {
      write(level, index, hash);
      if ((index & 1) == 0) {
        break;
      }
      hash = MerkleHash.nodeHash(hash(level, index - 1), hash);
      index >>>= 1;
    }
    size++;
  }

  /// How many leaves there are.
  public long size() {
    return size;
  }

  /// Makes everything so far durable.
  public void force() {
    try {
      for (FileChannel level : levels) {
        level.force(false);
      }
    } catch (IOException e) {
      throw new StorageException("cannot make durable " + folder, e);
    }
  }

  @Override
  public Digest hash(int level, long index) {
    ByteBuffer buffer = ByteBuffer.allocate(Digest.SIZE);
    try {
      while (buffer.hasRemaining()) {
        long at = index * Digest.SIZE + buffer.position();
        if (levels.get(level).read(buffer, at) < 0) {
          throw new StorageException("no hash " + index + " in level " + level);
        }
      }
    } catch (IOException e) {
      throw new StorageException("cannot read " + folder, e);
    }
    return new Digest(buffer.array());
  }

  @Override
  public void close() {
    try {
      for (FileChannel level : levels) {
        level.close();
      }
    } catch (IOException e) {
      throw new StorageException("cannot close " + folder, e);
    }
  }

  private void write(int level, long index, Digest hash) {
    ByteBuffer buffer = ByteBuffer.wrap(hash.bytes());
    try {
      while (buffer.hasRemaining()) {
        channel(level).write(buffer, index * Digest.SIZE + buffer.position());
      }
    } catch (IOException e) {
      throw new StorageException("cannot append to " + folder, e);
    }
  }

  private void cut(long keep) {
    try {
      long leaves = Math.min(keep, channel(0).size() / Digest.SIZE);
      for (int level = 1; leaves >>> level > 0; level++) {
        leaves = Math.min(leaves, (((channel(level).size() / Digest.SIZE) + 1) << level) - 1);
      }
      for (int level = 0; Files.exists(path(level)); level++) {
        channel(level).truncate((leaves >>> level) * Digest.SIZE);
      }
      size = leaves;
    } catch (IOException e) {
      throw new StorageException("cannot open " + folder, e);
    }
  }

  private FileChannel channel(int level) throws IOException {
    while (levels.size() <= level) {
      levels.add(
          FileChannel.open(
              path(levels.size()),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE));
    }
    return levels.get(level);
  }

  private Path path(int level) {
    return folder.resolve("level-" + level);
  }
}
