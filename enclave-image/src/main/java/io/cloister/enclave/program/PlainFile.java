// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/// Plaintext in memory that native code can read by a path. Never on a disk.
public interface PlainFile extends AutoCloseable {
  /// Writes the content from the start.
  OutputStream write() throws IOException;

  /// Where native code of this process reads it.
  Path path();

  /// Gives the memory back; the content is gone. Safe to call again.
  @Override
  void close();

  /// Makes such files.
  interface Store {
    /// Makes an empty file.
    PlainFile create() throws IOException;
  }
}
