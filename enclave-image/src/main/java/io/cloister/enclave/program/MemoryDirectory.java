// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Files in a directory that the operator promises to lie in the enclave's memory, for library
/// operating systems without anonymous files. The promise cannot be checked from inside: the
/// image's measured configuration has to make it true.
public final class MemoryDirectory implements PlainFile.Store {
  private final Path directory;

  /// Uses an existing directory.
  public MemoryDirectory(Path directory) {
    this.directory = directory;
  }

  @Override
  public PlainFile create() throws IOException {
    Path file =
        Files.createTempFile(
            directory,
            "input",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return new Entry(file);
  }

  private record Entry(Path path) implements PlainFile {
    @Override
    public OutputStream write() throws IOException {
      return Files.newOutputStream(path);
    }

    @Override
    public void close() {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot delete a file in memory", e);
      }
    }
  }
}
