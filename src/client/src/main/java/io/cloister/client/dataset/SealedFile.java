// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.dataset;

import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.SealedContent;
import io.cloister.protocol.stream.DataKey;
import io.cloister.protocol.stream.SealingOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/// A file's ciphertext, kept on disk until it is uploaded, so that an interrupted upload goes on
/// with the very same bytes: sealing again would make others.
///
/// Plaintext is read once and never written. What lies on disk may be lost or stolen without harm.
///
/// @param spool where the ciphertext lies
/// @param content its digest and length, and the declaration it is bound to
public record SealedFile(Path spool, SealedContent content) {
  private static final int BUFFER = 1 << 20;

  /// Seals a file under a data key.
  ///
  /// @param plaintext the file to seal
  /// @param spool where to put the ciphertext; replaced only when everything is sealed
  /// @param declaration digest of the declaration, which the ciphertext is bound to
  /// @throws IOException if either file fails
  public static SealedFile seal(Path plaintext, Path spool, Digest declaration, Sealing sealing)
      throws IOException {
    MessageDigest sha256 = sha256();
    Path unfinished = spool.resolveSibling(spool.getFileName() + ".part");
    try (InputStream in = Files.newInputStream(plaintext);
        OutputStream file = Files.newOutputStream(unfinished);
        SealingOutputStream sealed =
            new SealingOutputStream(
                new DigestOutputStream(file, sha256),
                sealing.key(),
                declaration.bytes(),
                sealing.random())) {
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sealed.write(buffer, 0, read);
      }
      sealed.finish();
    }
    Files.move(unfinished, spool, StandardCopyOption.REPLACE_EXISTING);
    return new SealedFile(
        spool, new SealedContent(declaration, new Digest(sha256.digest()), Files.size(spool)));
  }

  /// Takes up a spool that was sealed earlier.
  ///
  /// @throws IOException if it cannot be read
  public static SealedFile reopen(Path spool, Digest declaration) throws IOException {
    MessageDigest sha256 = sha256();
    try (InputStream in = Files.newInputStream(spool)) {
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sha256.update(buffer, 0, read);
      }
    }
    return new SealedFile(
        spool, new SealedContent(declaration, new Digest(sha256.digest()), Files.size(spool)));
  }

  /// What sealing takes.
  ///
  /// @param key the dataset's data key; may be closed afterwards
  /// @param random makes the stream's salt
  public record Sealing(DataKey key, SecureRandom random) {}

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
