// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.block;

import io.cloister.chain.storage.StorageException;
import io.cloister.protocol.checkpoint.Checkpoint;
import io.cloister.protocol.checkpoint.SignedNote;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.OptionalLong;

/// Keeps the newest certificate over a restart, so that a node which starts alone has something to
/// show. It is checked when it is read; an older one, or none, does no harm.
final class CertificateFile {
  private final Path path;
  private final Path draft;

  CertificateFile(Path path) {
    this.path = path;
    this.draft = path.resolveSibling(path.getFileName() + ".new");
  }

  void write(String note) {
    try {
      Files.writeString(draft, note);
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new StorageException("cannot write " + path, e);
    }
  }

  Optional<String> read() {
    try {
      return Files.exists(path)
          ? Optional.of(Files.readString(path, StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IOException e) {
      throw new StorageException("cannot read " + path, e);
    }
  }

  /// The size of the log that a note is about, if it is a checkpoint.
  static OptionalLong size(String note) {
    try {
      long size = Checkpoint.parse(SignedNote.parse(note).text()).size();
      return size > 0 ? OptionalLong.of(size) : OptionalLong.empty();
    } catch (MalformedException e) {
      return OptionalLong.empty();
    }
  }
}
