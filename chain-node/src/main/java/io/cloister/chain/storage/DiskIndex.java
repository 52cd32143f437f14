// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.storage;

import io.cloister.protocol.encoding.Digest;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// A hash table in a mapped file, from digests to numbers: finds one among any number with one look
/// or a few, and keeps none of them on the heap. It doubles when it is two thirds full.
///
/// It can be computed again: after a crash of the machine, whatever was put since the last [#mark]
/// may be missing and has to be put again, which does no harm if it is not.
public final class DiskIndex implements AutoCloseable {
  private static final long MAGIC = 0x636c6f6973746572L;
  private static final int HEAD = 64;
  private static final int SLOT = Digest.SIZE + Long.BYTES;
  private static final long FIRST_CAPACITY = 1 << 12;

  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final long AT_MAGIC = 0;
  private static final long AT_CAPACITY = 8;
  private static final long AT_COUNT = 16;
  private static final long AT_MARK = 24;

  private final Path path;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private Arena arena;
  private MemorySegment table;

  private DiskIndex(Path path, Arena arena, MemorySegment table) {
    this.path = path;
    this.arena = arena;
    this.table = table;
  }

  /// Opens an index, or creates it.
  public static DiskIndex open(Path path) {
    if (!Files.exists(path)) {
      Arena arena = Arena.ofShared();
      return new DiskIndex(path, arena, create(path, FIRST_CAPACITY, arena));
    }
    Arena arena = Arena.ofShared();
    MemorySegment table = map(path, sizeOf(path), arena);
    if (table.byteSize() < HEAD
        || table.get(LONG, AT_MAGIC) != MAGIC
        || table.byteSize() != HEAD + table.get(LONG, AT_CAPACITY) * SLOT) {
      arena.close();
      throw new StorageException(path + " is not an index; delete it and it is made again");
    }
    return new DiskIndex(path, arena, table);
  }

  /// Puts a number under a key, in place of any that was there.
  public void put(Digest key, long value) {
    lock.writeLock().lock();
    try {
      if (3 * table.get(LONG, AT_COUNT) >= 2 * capacity(table)) {
        grow();
      }
      put(table, MemorySegment.ofArray(key.bytes()), value);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /// The number under a key.
  public OptionalLong get(Digest key) {
    lock.readLock().lock();
    try {
      MemorySegment wanted = MemorySegment.ofArray(key.bytes());
      long slot = find(table, wanted);
      return empty(table, slot)
          ? OptionalLong.empty()
          : OptionalLong.of(table.get(LONG, slot + Digest.SIZE));
    } finally {
      lock.readLock().unlock();
    }
  }

  /// What the last [#mark] said; 0 if there was none.
  public long marked() {
    return table.get(LONG, AT_MARK);
  }

  /// Makes everything put so far durable, and then remembers a number that says how far that is.
  public void mark(long position) {
    lock.writeLock().lock();
    try {
      table.force();
      table.set(LONG, AT_MARK, position);
      table.force();
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      arena.close();
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void grow() {
    Path next = path.resolveSibling(path.getFileName() + ".next");
    Arena nextArena = Arena.ofShared();
    MemorySegment larger = create(next, 2 * capacity(table), nextArena);
    larger.set(LONG, AT_MARK, marked());
    for (long slot = HEAD; slot < table.byteSize(); slot += SLOT) {
      if (!empty(table, slot)) {
        put(larger, table.asSlice(slot, Digest.SIZE), table.get(LONG, slot + Digest.SIZE));
      }
    }
    larger.force();
    try {
      Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new StorageException("cannot replace " + path, e);
    }
    arena.close();
    arena = nextArena;
    table = larger;
  }

  private static void put(MemorySegment table, MemorySegment key, long value) {
    long slot = find(table, key);
    boolean added = empty(table, slot);
    table.set(LONG, slot + Digest.SIZE, value);
    if (added) {
      MemorySegment.copy(key, 0, table, slot, Digest.SIZE);
      table.set(LONG, AT_COUNT, table.get(LONG, AT_COUNT) + 1);
    }
  }

  /// Where a key is, or the free slot where it would be. Keys are digests, so their first bits are
  /// as good as any hash; no digest is all zeros, which is what a free slot holds.
  private static long find(MemorySegment table, MemorySegment key) {
    long capacity = capacity(table);
    long place = key.get(LONG, 0) & (capacity - 1);
    while (true) {
      long slot = HEAD + place * SLOT;
      if (empty(table, slot)
          || MemorySegment.mismatch(key, 0, Digest.SIZE, table, slot, slot + Digest.SIZE) < 0) {
        return slot;
      }
      place = (place + 1) & (capacity - 1);
    }
  }

  private static boolean empty(MemorySegment table, long slot) {
    return table.get(LONG, slot) == 0
        && table.get(LONG, slot + 8) == 0
        && table.get(LONG, slot + 16) == 0
        && table.get(LONG, slot + 24) == 0;
  }

  private static long capacity(MemorySegment table) {
    return table.get(LONG, AT_CAPACITY);
  }

  private static MemorySegment create(Path path, long capacity, Arena arena) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new StorageException("cannot replace " + path, e);
    }
    MemorySegment table = map(path, HEAD + capacity * SLOT, arena);
    table.set(LONG, AT_CAPACITY, capacity);
    table.set(LONG, AT_MAGIC, MAGIC);
    return table;
  }

  private static MemorySegment map(Path path, long size, Arena arena) {
    try (FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return channel.map(FileChannel.MapMode.READ_WRITE, 0, size, arena);
    } catch (IOException e) {
      throw new StorageException("cannot map " + path, e);
    }
  }

  private static long sizeOf(Path path) {
    try {
      return Files.size(path);
    } catch (IOException e) {
      throw new StorageException("cannot open " + path, e);
    }
  }
}
