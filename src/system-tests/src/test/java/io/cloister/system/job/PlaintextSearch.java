// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.system.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// Looks for values in files: as they are, in UTF-16, in hexadecimal digits and in base64.
///
/// @param patterns the forms of the values, as ISO 8859-1 text of their bytes
/// @param since files that were not changed since then are left out
record PlaintextSearch(List<String> patterns, Instant since) {
  /// A parameter's value, which occurs nowhere else.
  static final String PARAMETER = "Bramblewick5e08Ounce";

  /// A pattern that crosses two blocks of a file is found in the second one's overlap.
  private static final int BLOCK = 4 << 20;

  private static final int OVERLAP = 256;

  static PlaintextSearch of(String... values) {
    List<String> patterns = new ArrayList<>();
    for (String value : values) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      String hex = HexFormat.of().formatHex(bytes);
      patterns.add(value);
      patterns.add(latin(value.getBytes(StandardCharsets.UTF_16LE)));
      patterns.add(hex);
      patterns.add(hex.toUpperCase(Locale.ROOT));
      for (int skipped = 0; skipped < 3; skipped++) {
        int length = (bytes.length - skipped) / 3 * 3;
        byte[] whole = Arrays.copyOfRange(bytes, skipped, skipped + length);
        patterns.add(Base64.getEncoder().encodeToString(whole));
      }
    }
    return new PlaintextSearch(List.copyOf(patterns), Instant.EPOCH);
  }

  PlaintextSearch changedSince(Instant begun) {
    return new PlaintextSearch(patterns, begun);
  }

  /// The files in a folder that hold one of the values.
  List<Path> under(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
            boolean young = !facts.lastModifiedTime().toInstant().isBefore(since);
            if (facts.isRegularFile() && young && holds(file)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE; // removed meanwhile, or somebody else's
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  private boolean holds(Path file) {
    try (var in = Files.newInputStream(file)) {
      String before = "";
      for (byte[] block = in.readNBytes(BLOCK); block.length > 0; block = in.readNBytes(BLOCK)) {
        String text = before + latin(block);
        if (patterns.stream().anyMatch(text::contains)) {
          return true;
        }
        before = text.substring(Math.max(0, text.length() - OVERLAP));
      }
      return false;
    } catch (IOException unreadable) {
      return false; // removed meanwhile, or somebody else's
    }
  }

  /// One character for each byte, so that text search finds bytes.
  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
