// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/// One file of key material, which only its owner may read.
final class KeyFile {
  /// A pair of private keys takes some hundred bytes.
  private static final int MAX_BYTES = 4096;

  private KeyFile() {}

  /// Reads a key file; the caller zeroes what it gets.
  static byte[] read(Path file) throws IOException {
    long size = Files.size(file);
    if (size > MAX_BYTES) {
      throw new IOException(file + " is no key file: it is too large");
    }
    return Files.readAllBytes(file);
  }

  /// Writes a new key file in one step, unless there is one: an existing key is never replaced.
  static void create(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent(), owner("rwx------"));
    Path draft = Files.createTempFile(file.getParent(), ".new", null, owner("rw-------"));
    try {
      try (FileChannel channel = FileChannel.open(draft, Set.of(StandardOpenOption.WRITE))) {
        ByteBuffer left = ByteBuffer.wrap(content);
        while (left.hasRemaining()) {
          channel.write(left);
        }
        channel.force(true);
      }
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // Whoever was first decides; the caller reads theirs.
    } finally {
      Files.delete(draft);
      Arrays.fill(content, (byte) 0);
    }
  }

  private static FileAttribute<?> owner(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }
}
