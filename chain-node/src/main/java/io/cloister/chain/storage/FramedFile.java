// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.ObjLongConsumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// An append-only file of frames: length, checksum, content.
///
/// A crash may leave the last frame torn: [#recover] cuts it off. A bad frame anywhere else is
/// damage, not a crash, and is refused: whoever silently shortened a log would rewrite history. One
/// writer; readers of whole, already appended frames may run beside it.
public final class FramedFile implements AutoCloseable {
  /// One frame holds at most a block, which is bounded by the round that it records.
  static final int MAX_FRAME = 64 << 20;

  private static final int HEAD = 8;

  private final Path path;
  private final FileChannel channel;
  private long end;

  private FramedFile(Path path, FileChannel channel) throws IOException {
    this.path = path;
    this.channel = channel;
    this.end = channel.size();
  }

  /// Opens a file, or creates it. Call [#recover] before the first append.
  public static FramedFile open(Path path) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      FileChannel channel =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      return new FramedFile(path, channel);
    } catch (IOException e) {
      throw new StorageException("cannot open " + path, e);
    }
  }

  /// Reads every frame from an offset on, and cuts off a torn tail.
  ///
  /// @param from where a frame begins
  /// @param frames gets each content with the offset of its frame
  /// @throws StorageException if a frame that is not the last is damaged
  public void recover(long from, ObjLongConsumer<byte[]> frames) {
    long offset = from;
    while (offset < end) {
      Frame frame = frameAt(offset);
      if (frame.content() == null) {
        cutTornTail(offset);
        return;
      }
      frames.accept(frame.content(), offset);
      offset = frame.next();
    }
  }

  /// Appends one frame and returns its offset. It is durable once [#force] returned.
  public long append(byte[] content) {
    if (content.length == 0 || content.length > MAX_FRAME) {
      throw new IllegalArgumentException("a frame of " + content.length + " bytes");
    }
    ByteBuffer frame = ByteBuffer.allocate(HEAD + content.length);
    frame.putInt(content.length).putInt(checksum(content)).put(content).flip();
    long offset = end;
    try {
      while (frame.hasRemaining()) {
        end += channel.write(frame, end);
      }
    } catch (IOException e) {
      throw new StorageException("cannot append to " + path, e);
    }
    return offset;
  }

  /// Makes everything appended so far durable.
  public void force() {
    try {
      channel.force(false);
    } catch (IOException e) {
      throw new StorageException("cannot make durable " + path, e);
    }
  }

  /// Reads the frame that begins at an offset.
  public byte[] read(long offset) {
    Frame frame = frameAt(offset);
    if (frame.content() == null) {
      throw new StorageException("damaged frame at " + offset + " of " + path);
    }
    return frame.content();
  }

  /// Size in bytes.
  public long size() {
    return end;
  }

  /// Where the file lies.
  public Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StorageException("cannot close " + path, e);
    }
  }

  private record Frame(byte @Nullable [] content, long next) {}

  private Frame frameAt(long offset) {
    if (end - offset < HEAD) {
      return new Frame(null, end);
    }
    ByteBuffer head = readFully(offset, HEAD);
    int length = head.getInt();
    int checksum = head.getInt();
    long next = offset + HEAD + Math.max(length, 0);
    if (length <= 0 || length > MAX_FRAME || next > end) {
      return new Frame(null, Math.min(next, end));
    }
    byte[] content = readFully(offset + HEAD, length).array();
    return new Frame(checksum(content) == checksum ? content : null, next);
  }

  /// Torn means that no whole frame follows: a crash leaves only its last write unfinished.
  private void cutTornTail(long offset) {
    for (long at = offset + 1; at + HEAD < end; at++) {
      if (frameAt(at).content() != null) {
        throw new StorageException("damaged frame at " + offset + " of " + path);
      }
    }
    try {
      channel.truncate(offset);
      channel.force(true);
      end = offset;
    } catch (IOException e) {
      throw new StorageException("cannot cut the torn tail of " + path, e);
    }
  }

  private ByteBuffer readFully(long offset, int size) {
    ByteBuffer buffer = ByteBuffer.allocate(size);
    try {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, offset + buffer.position()) < 0) {
          throw new StorageException("unexpected end of " + path);
        }
      }
    } catch (IOException e) {
      throw new StorageException("cannot read " + path, e);
    }
    return buffer.flip();
  }

  private static int checksum(byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(content);
    return (int) crc.getValue();
  }
}
