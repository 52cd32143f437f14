// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// A root directory whose every file has one of two modes and the same time, and the list of them.
final class RootFileSystem {
  /// What changes is the content; a time would only tell when it was built.
  private static final FileTime TIME = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  private static final String EXECUTABLE = "rwxr-xr-x";
  private static final String PLAIN = "rw-r--r--";

  private final Path root;

  RootFileSystem(Path root) {
    this.root = root;
  }

  /// One entry.
  ///
  /// @param path absolute within the root
  /// @param mode `d`, `l`, `x` for an executable file or `f` for another
  /// @param content SHA-256 of a file, target of a link, `-` of a directory
  record Entry(String path, char mode, String content) {
    String line() {
      return mode + " " + content + " " + path + "\n";
    }
  }

  /// Gives every file its mode and time.
  ///
  /// @param programs paths within the root of files that are started
  void normalise(List<String> programs) throws IOException {
    for (Path file : deepestFirst()) {
      if (!Files.isSymbolicLink(file)) {
        boolean started = Files.isDirectory(file) || programs.contains(path(file));
        Files.setPosixFilePermissions(
            file, PosixFilePermissions.fromString(started ? EXECUTABLE : PLAIN));
        Files.setLastModifiedTime(file, TIME);
      }
    }
  }

  /// All entries, by path.
  List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (Path file : deepestFirst()) {
      entries.add(entry(file));
    }
    entries.sort(Comparator.comparing(Entry::path));
    return entries;
  }

  private List<Path> deepestFirst() throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(file -> !file.equals(root)).sorted(Comparator.reverseOrder()).toList();
    }
  }

  private Entry entry(Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      return new Entry(path(file), 'l', Files.readSymbolicLink(file).toString());
    }
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      return new Entry(path(file), 'd', "-");
    }
    return new Entry(path(file), Files.isExecutable(file) ? 'x' : 'f', digest(file));
  }

  private String path(Path file) {
    return "/" + root.relativize(file);
  }

  /// The text that an auditor compares, one line an entry.
  static String manifest(List<Entry> entries) {
    StringBuilder text = new StringBuilder();
    entries.forEach(entry -> text.append(entry.line()));
    return text.toString();
  }

  static String digest(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String digest(Path file) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[64 * 1024];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks SHA-256", e);
    }
  }
}
