// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.stack;

import io.cloister.cli.terminal.CliException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Where the programs and the tools of this machine are, as the launcher script found them.
///
/// @param root the folder of the checkout
/// @param maven the Maven command, which fetches what the stack needs from outside
/// @param javaHome the JDK that runs this command and every program of the stack
public record Checkout(Path root, Path maven, Path javaHome) {

  /// What the launcher passed.
  ///
  /// @throws CliException if the command was not started by the launcher
  public static Checkout ofProcess() {
    return new Checkout(
        Path.of(required("cloister.root")),
        Path.of(required("cloister.maven")),
        Path.of(required("java.home")));
  }

  private static String required(String property) {
    @Nullable String value = System.getProperty(property);
    if (value == null) {
      throw CliException.unreachable(
          "the local stack runs from a checkout only",
          "-D" + property,
          "start it by ./cloister in the checkout");
    }
    return value;
  }

  /// The `java` command.
  String java() {
    return javaHome.resolve("bin").resolve("java").toString();
  }

  /// What is prepared once and shared by every state folder: unpacked and built servers.
  Path cache() {
    return root.resolve(".cloister").resolve("cache");
  }

  /// The state folder that is used without an option.
  Path defaultState() {
    return root.resolve(".cloister").resolve("stack");
  }

  /// A file that the build makes.
  ///
  /// @throws CliException if it is not there
  Path built(String path) {
    Path file = root.resolve(path);
    if (!Files.exists(file)) {
      throw CliException.unreachable(
          "a program is not built", file.toString(), "delete .cloister/build and start again");
    }
    return file;
  }

  /// The version of a server that the build pins.
  static String version(String server) {
    Properties versions = new Properties();
    try (InputStream in =
        Objects.requireNonNull(Checkout.class.getResourceAsStream("versions.properties"))) {
      versions.load(in);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return Objects.requireNonNull(versions.getProperty(server), server);
  }
}
