// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.stack;

import io.cloister.cli.terminal.CliException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/// The random passwords of one state directory: made at first use, one file each, readable by their
/// owner only.
public final class SecretFiles {

  /// 192 bits: beyond guessing, and a multiple of three, so that the text needs no padding.
  private static final int SECRET_BYTES = 24;

  private final Path folder;
  private final SecureRandom random;

  /// Secrets in the given folder, which exists.
  public SecretFiles(Path folder, SecureRandom random) {
    this.folder = folder;
    this.random = random;
  }

  /// The secret of that name, always the same; letters, digits, `-` and `_` only.
  ///
  /// @throws CliException if it can be neither read nor written
  public String get(String name) {
    Path file = folder.resolve(name);
    try {
      create(file);
      return Files.readString(file).strip();
    } catch (IOException failed) {
      throw CliException.unreachable(
              "cannot keep a secret", file.toString(), "make the folder readable and writable")
          .causedBy(failed);
    }
  }

  /// Writes the new secret under another name first, so that a crash never leaves half of one.
  private void create(Path file) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    Path draft = Files.createTempFile(folder, ".new", null, ownerOnly());
    Files.writeString(draft, Base64.getUrlEncoder().encodeToString(secret) + "\n");
    try {
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException another) {
      // Whoever was first decides; the caller reads theirs.
    } finally {
      Files.delete(draft);
    }
  }

  private static FileAttribute<?> ownerOnly() {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  }
}
