// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.stack;

import io.cloister.cli.process.Isolation;
import io.cloister.cli.terminal.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// As whom PostgreSQL runs. It refuses root, so that a root user runs it in a user namespace of its
/// own, or, where the machine forbids those (many containers), as an unprivileged user who then
/// owns its files.
final class PostgresAccount {

  /// The customary `nobody`.
  private static final int NOBODY = 65_534;

  private final List<String> prefix;
  private final OptionalInt owner;

  private PostgresAccount(List<String> prefix, OptionalInt owner) {
    this.prefix = prefix;
    this.owner = owner;
  }

  /// The account that fits the user of this process.
  static PostgresAccount of(Isolation isolation, Path home) {
    if (!isRoot(home)) {
      return new PostgresAccount(List.of(), OptionalInt.empty());
    }
    return isolation
        .userNamespace()
        .map(prefix -> new PostgresAccount(prefix, OptionalInt.empty()))
        .orElseGet(() -> unprivileged(isolation));
  }

  /// The unprivileged account of a root user whose machine forbids user namespaces.
  static PostgresAccount unprivileged(Isolation isolation) {
    return isolation
        .unprivileged(NOBODY)
        .map(prefix -> new PostgresAccount(prefix, OptionalInt.of(NOBODY)))
        .orElseThrow(() ->
            CliException.unreachable(
                "PostgreSQL refuses to run as root, and neither unshare nor setpriv works here",
                "/usr/bin/setpriv",
                "install util-linux, or run the command as an ordinary user"));
  }

  private static boolean isRoot(Path home) {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(home, "unix:uid"));
    } catch (IOException unreadable) {
      throw CliException.unreachable(
              "cannot read the state folder", home.toString(), "make it readable")
          .causedBy(unreadable);
    }
  }

  /// The command as this account runs it.
  List<String> command(Path program, List<String> arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(program.toString());
    command.addAll(arguments);
    return command;
  }

  /// Gives a folder and what is in it to this account, and lets it pass through the parent.
  void own(Path folder) throws IOException {
    if (owner.isEmpty()) {
      return;
    }
    Path parent = Objects.requireNonNull(folder.getParent());
    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx--x--x"));
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.toList()) {
        Files.setAttribute(path, "unix:uid", owner.getAsInt());
      }
    }
  }
}
