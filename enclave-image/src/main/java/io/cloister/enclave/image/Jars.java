// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.image;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Takes jars apart and writes them anew, always in the same way.
final class Jars {
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  /// The earliest that a zip can say: real times would differ between builds.
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private Jars() {}

  /// Writes the files of a jar that are asked for into another: the manifest first, as readers of
  /// streams expect, and the others by name.
  ///
  /// @param target may be the source itself
  /// @return how many files were written
  static int copy(Path source, Path target, Predicate<String> wanted) throws IOException {
    return copy(List.of(source), target, wanted);
  }

  /// Likewise, from several jars.
  static int copy(List<Path> sources, Path target, Predicate<String> wanted) throws IOException {
    Path draft = target.resolveSibling(target.getFileName() + ".draft");
    int written = 0;
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(draft));
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (Path source : sources) {
        written += append(source, out, wanted);
      }
    }
    Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
    return written;
  }

  private static int append(Path source, ZipOutputStream out, Predicate<String> wanted)
      throws IOException {
    try (ZipFile jar = new ZipFile(source.toFile())) {
      List<? extends ZipEntry> entries =
          jar.stream()
              .filter(entry -> !entry.isDirectory() && wanted.test(entry.getName()))
              .sorted(
                  Comparator.comparing((ZipEntry entry) -> !entry.getName().equals(MANIFEST))
                      .thenComparing(ZipEntry::getName))
              .toList();
      for (ZipEntry entry : entries) {
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(TIME);
        out.putNextEntry(copy);
        try (InputStream in = jar.getInputStream(entry)) {
          in.transferTo(out);
        }
        out.closeEntry();
      }
      return entries.size();
    }
  }

  /// Whether a jar has such a file.
  static boolean has(Path source, Predicate<String> wanted) throws IOException {
    try (ZipFile jar = new ZipFile(source.toFile())) {
      return jar.stream().map(ZipEntry::getName).anyMatch(wanted);
    }
  }

  /// Writes one file of a jar as a file of its own.
  static void extract(Path source, String name, Path target) throws IOException {
    try (ZipFile jar = new ZipFile(source.toFile());
        InputStream in = jar.getInputStream(jar.getEntry(name))) {
      Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
