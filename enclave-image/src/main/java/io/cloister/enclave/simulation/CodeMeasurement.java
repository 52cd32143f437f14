// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.simulation;

import io.cloister.attestation.Measurement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/// What a worker without hardware says it runs: SHA-384 over the sorted lines `DIGEST NAME` of all
/// files on its class path, DIGEST being a file's SHA-384 in hexadecimal digits and NAME its file
/// name, or for files of a class folder their path in it. Jars of the same bytes give the same
/// measurement wherever they lie.
///
/// Software measures itself here, so this proves nothing; it stands where hardware's measurement
/// will, and changes when the code changes.
public final class CodeMeasurement {
  private static final String ALGORITHM = "SHA-384";

  private CodeMeasurement() {}

  /// Measures the files of a class path as the JVM expanded it, and those that a jar on it names.
  ///
  /// @throws IOException if one cannot be read
  public static Measurement of(List<Path> classPath) throws IOException {
    Set<Path> entries = new LinkedHashSet<>();
    for (Path entry : classPath) {
      entries.add(entry);
      entries.addAll(namedBy(entry));
    }
    List<String> lines = new ArrayList<>();
    for (Path entry : entries) {
      if (Files.isDirectory(entry)) {
        addFolder(entry, lines);
      } else if (Files.exists(entry)) {
        lines.add(line(entry, String.valueOf(entry.getFileName())));
      }
    }
    MessageDigest whole = sha384();
    lines.stream()
        .sorted()
        .map(line -> line.getBytes(StandardCharsets.UTF_8))
        .forEach(whole::update);
    return Measurement.of(whole.digest());
  }

  /// The Class-Path of a jar's manifest, each relative to the jar.
  private static List<Path> namedBy(Path entry) throws IOException {
    if (!Files.isRegularFile(entry)) {
      return List.of();
    }
    try (JarFile jar = new JarFile(entry.toFile())) {
      Manifest manifest = jar.getManifest();
      String names =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      return names == null
          ? List.of()
          : Arrays.stream(names.split(" ")).map(entry::resolveSibling).toList();
    }
  }

  private static void addFolder(Path folder, List<String> lines) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        lines.add(line(file, folder.relativize(file).toString()));
      }
    }
  }

  private static String line(Path file, String name) throws IOException {
    MessageDigest digest = sha384();
    byte[] buffer = new byte[64 * 1024];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest()).toLowerCase(Locale.ROOT) + "  " + name + "\n";
  }

  private static MessageDigest sha384() {
    try {
      return MessageDigest.getInstance(ALGORITHM);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks SHA-384", e);
    }
  }
}
