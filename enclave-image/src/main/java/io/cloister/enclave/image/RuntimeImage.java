// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A Java runtime of no more than the worker needs, linked from the JDK that builds.
final class RuntimeImage {
  /// No compiler, no debugger, no agents, no attaching, no remote management.
  private static final List<String> MODULES =
      List.of("java.base", "java.logging", "java.net.http", "java.sql", "jdk.httpserver");

  /// Programs that nobody in the enclave starts: each would be one more way in.
  private static final List<String> DROPPED =
      List.of("bin/jwebserver", "bin/keytool", "lib/jexec", "lib/jspawnhelper");

  private RuntimeImage() {}

  /// Links the runtime into a folder that is not there yet. In a process of its own: what a JVM has
  /// done before shows in what its own linker makes.
  ///
  /// @throws IOException if the JDK cannot link, with what it said
  static void link(Path javaHome, Path target) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            javaHome.resolve("bin/jlink").toString(),
            "--add-modules",
            String.join(",", MODULES),
            "--strip-java-debug-attributes",
            "--no-header-files",
            "--no-man-pages",
            "--output",
            target.toString());
    builder.environment().clear();
    Process jlink = builder.redirectErrorStream(true).start();
    String said = new String(jlink.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (jlink.onExit().join().exitValue() != 0) {
      throw new IOException("jlink cannot make the runtime: " + said.strip());
    }
    for (String dropped : DROPPED) {
      Files.deleteIfExists(target.resolve(dropped));
    }
  }

  /// What the runtime depends on: a runtime of the same key need not be linked again.
  static String key(Path javaHome) throws IOException {
    return Files.readString(javaHome.resolve("release")) + MODULES + DROPPED;
  }

  /// Deletes a folder and all in it.
  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> walk = Files.walk(folder)) {
        for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
