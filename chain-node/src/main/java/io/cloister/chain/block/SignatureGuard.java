// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.block;

import io.cloister.chain.storage.StorageException;
import io.cloister.protocol.encoding.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/// Remembers the last log that this gatekeeper cosigned, so that it never cosigns another of the
/// same size: two such signatures are what a fork of the chain is made of. Written before the
/// signature is made, and durable then.
///
/// Two slots are written in turn, since a crash may tear the one in hand.
final class SignatureGuard implements AutoCloseable {
  /// Apart, so that no sector holds both.
  private static final int SLOT_BYTES = 4_096;

  private static final int RECORD_BYTES = Long.BYTES + Digest.SIZE + Integer.BYTES;

  private final Path path;
  private final FileChannel file;
  private long slot;
  private long size;
  private Digest root = new Digest(new byte[Digest.SIZE]);

  /// What to do about a log.
  enum Verdict {
    /// Sign it.
    SIGN,
    /// A larger one has been signed: this one needs no signature any more.
    PASSED
  }

  private SignatureGuard(Path path, FileChannel file) {
    this.path = path;
    this.file = file;
  }

  static SignatureGuard open(Path path) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      FileChannel file =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      SignatureGuard guard = new SignatureGuard(path, file);
      guard.read(0);
      guard.read(1);
      return guard;
    } catch (IOException e) {
      throw new StorageException("cannot open " + path, e);
    }
  }

  /// Asks for leave to sign, and remembers that it was given.
  ///
  /// @throws StorageException if another log of this size was signed
  Verdict permit(long logSize, Digest logRoot) {
    if (logSize < size) {
      return Verdict.PASSED;
    }
    if (logSize > size) {
      write(logSize, logRoot);
    } else if (!logRoot.equals(root)) {
      throw new StorageException(
          path + " says that another log of size " + size + " was signed; this one contradicts it");
    }
    return Verdict.SIGN;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new StorageException("cannot close " + path, e);
    }
  }

  private void write(long logSize, Digest logRoot) {
    ByteBuffer out = ByteBuffer.allocate(RECORD_BYTES).putLong(logSize).put(logRoot.bytes());
    out.putInt(checksum(out.array())).flip();
    slot = 1 - slot;
    try {
      while (out.hasRemaining()) {
        file.write(out, slot * SLOT_BYTES + out.position());
      }
      file.force(false);
    } catch (IOException e) {
      throw new StorageException("cannot make durable " + path, e);
    }
    size = logSize;
    root = logRoot;
  }

  private void read(long from) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(RECORD_BYTES);
    while (in.hasRemaining()) {
      if (file.read(in, from * SLOT_BYTES + in.position()) < 0) {
        return;
      }
    }
    in.flip();
    long logSize = in.getLong();
    byte[] logRoot = new byte[Digest.SIZE];
    in.get(logRoot);
    if (in.getInt() == checksum(in.array()) && logSize > size) {
      size = logSize;
      root = new Digest(logRoot);
      slot = from;
    }
  }

  private static int checksum(byte[] record) {
    CRC32C crc = new CRC32C();
    crc.update(record, 0, RECORD_BYTES - Integer.BYTES);
    return (int) crc.getValue();
  }
}
