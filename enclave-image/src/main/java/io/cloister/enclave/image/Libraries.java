// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Lays native libraries beside the jars that they come in, so that nothing unpacks them when it
/// runs. Called by the build with the folder of libraries.
final class Libraries {
  /// How the database's driver names them, in its jar and beside it.
  private static final String NATIVE = "libduckdb_java.so_";

  private Libraries() {}

  public static void main(String[] args) throws IOException {
    arrange(
        Path.of(args[0]), machine(System.getProperty("os.name"), System.getProperty("os.arch")));
  }

  /// The library of a machine, as its JVM names it.
  static String machine(String system, String architecture) {
    String os = system.startsWith("Mac") ? "macos" : "linux";
    String cpu = architecture.equals("aarch64") ? "arm64" : "amd64";
    return NATIVE + os + "_" + cpu;
  }

  /// Takes natives out of every jar that holds some, and keeps that of one machine. Does nothing
  /// the second time.
  static void arrange(Path folder, String machine) throws IOException {
    for (Path jar : jars(folder)) {
      if (Jars.has(jar, name -> name.startsWith(NATIVE))) {
        if (!Jars.has(jar, machine::equals)) {
          throw new IOException(jar + " has no library " + machine);
        }
        Jars.extract(jar, machine, folder.resolve(machine));
        Jars.copy(jar, jar, name -> !name.startsWith(NATIVE));
      }
    }
  }

  /// The jars of a folder, by name.
  static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }
}
