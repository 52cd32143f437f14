// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.trust;

import io.cloister.client.json.Json;
import io.cloister.client.json.JsonException;
import io.cloister.client.session.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A [Trust] as a small JSON file that people hand on by a way they trust.
public final class TrustFile {
  /// A digest and a note.
  private static final int MAX_BYTES = 64 << 10;

  private TrustFile() {}

  /// Reads a trust file.
  ///
  /// @throws RefusedException if there is none, or it is not one
  /// @throws IOException if it cannot be read
  public static Trust read(Path file) throws RefusedException, IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Trust.of(Json.object(in.readNBytes(MAX_BYTES)));
    } catch (NoSuchFileException e) {
      throw new RefusedException(
          "nothing-pinned",
          "there is no trust file " + file,
          "pass --trust FILE, obtained from somebody you trust rather than from the gateway");
    } catch (JsonException e) {
      throw new RefusedException(
          "trust-file-malformed", file + ": " + e.getMessage(), "obtain the trust file again");
    }
  }

  /// Writes a trust file.
  public static void write(Path file, Trust trust) throws IOException {
    Files.writeString(file, trust.toJson() + "\n");
  }
}
