// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// What an operator provides, some of it secret: a file, or the content itself.
final class Material {
  private final String name;
  private final @Nullable Path file;
  private final byte[] content;

  private Material(String name, @Nullable Path file, byte[] content) {
    this.name = name;
    this.file = file;
    this.content = content;
  }

  static Material inFile(Path file) {
    return new Material(file.toString(), file, new byte[0]);
  }

  /// @throws IllegalArgumentException if it is no base64
  static Material inBase64(String name, String text) {
    return new Material(name, null, Base64.getDecoder().decode(text));
  }

  /// The bytes; the caller zeroes them.
  ///
  /// @throws IOException if they cannot be read, or are more than `max`
  byte[] read(int max) throws IOException {
    if (file == null ? content.length > max : Files.size(file) > max) {
      throw new IOException(name + " is too large to be what it should be");
    }
    return file == null ? content.clone() : Files.readAllBytes(file);
  }

  /// Where it is from.
  @Override
  public String toString() {
    return name;
  }
}
