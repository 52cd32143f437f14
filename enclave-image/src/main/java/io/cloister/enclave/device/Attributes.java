// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.device;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// Files whose content is made when they are read, and that act when they are written to: Gramine's
/// `/dev/attestation`, the kernel's configfs.
public interface Attributes {
  /// Reads one to its end.
  ///
  /// @throws IOException if that fails, or there are more than `max` bytes
  byte[] read(Path file, int max) throws IOException;

  /// Writes one, all bytes at once: such a file takes each write as a whole.
  void write(Path file, byte[] content) throws IOException;

  /// Makes a directory, which the kernel fills.
  void makeDirectory(Path directory) throws IOException;

  /// Removes such a directory, with what the kernel put into it.
  void removeDirectory(Path directory) throws IOException;

  /// Those of this machine.
  static Attributes ofMachine() {
    return new Attributes() {
      @Override
      public byte[] read(Path file, int max) throws IOException {
        byte[] bytes = new byte[max + 1];
        try (InputStream in = Files.newInputStream(file)) {
          int length = in.readNBytes(bytes, 0, bytes.length);
          if (length > max) {
            throw new IOException(file + " has more than " + max + " bytes");
          }
          return Arrays.copyOf(bytes, length);
        }
      }

      @Override
      public void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          int written = channel.write(ByteBuffer.wrap(content));
          if (written != content.length) {
            throw new IOException(
                "%s took %d of %d bytes".formatted(file, written, content.length));
          }
        }
      }

      @Override
      public void makeDirectory(Path directory) throws IOException {
        Files.createDirectory(directory);
      }

      @Override
      public void removeDirectory(Path directory) throws IOException {
        Files.delete(directory);
      }
    };
  }
}
