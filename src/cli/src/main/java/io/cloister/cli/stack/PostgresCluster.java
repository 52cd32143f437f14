// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.stack;

import io.cloister.cli.process.Launcher;
import io.cloister.cli.process.Program;
import io.cloister.cli.terminal.CliException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The data of one PostgreSQL server, and the tools that work on it.
///
/// Passwords reach the tools by standard input and a private file, never by arguments or logs.
final class PostgresCluster {

  private static final Duration TOOL_LIMIT = Duration.ofMinutes(2);

  /// Beyond it the server is killed, and recovers at its next start.
  private static final int STOP_SECONDS = 20;

  private final Launcher launcher;
  private final Path binaries;
  private final PostgresAccount account;
  private final Path home;

  /// A cluster in the given folder, which exists.
  PostgresCluster(Launcher launcher, Path binaries, PostgresAccount account, Path home) {
    this.launcher = launcher;
    this.binaries = binaries;
    this.account = account;
    this.home = home;
  }

  private Path data() {
    return home.resolve("data");
  }

  private Path marker() {
    return home.resolve("initialised");
  }

  /// Makes the cluster with its roles and databases, unless that was done before; whatever an
  /// interrupted attempt left is dropped.
  ///
  /// @param password the password of each role
  void initialise(UnaryOperator<String> password) {
    if (Files.exists(marker())) {
      return;
    }
    try {
      PreparedFolder.delete(data());
      create(password.apply("superuser"));
      execute("postgres", DatabaseSetup.roles(password));
      execute(DatabaseSetup.CLOISTER, DatabaseSetup.cloisterRights());
      Files.writeString(marker(), "PostgreSQL " + Checkout.version("postgres") + "\n");
    } catch (IOException failed) {
      throw CliException.unreachable(
              "cannot prepare PostgreSQL's data", home.toString(), "make the folder writable")
          .causedBy(failed);
    }
  }

  private void create(String superuserPassword) throws IOException {
    Path passwordFile = home.resolve("superuser-password"); // its folder admits only the owner
    Files.writeString(passwordFile, superuserPassword);
    try {
      account.own(home);
      List<String> arguments =
          List.of(
              "--pgdata=" + data(),
              "--username=superuser",
              "--auth=scram-sha-256",
              "--pwfile=" + passwordFile,
              "--data-checksums",
              "--encoding=UTF8",
              "--locale=C",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--no-instructions");
      launcher.run(
          program("postgres-init", "initdb", arguments), InputStream.nullInputStream(), TOOL_LIMIT);
    } finally {
      Files.delete(passwordFile);
    }
  }

  /// Runs statements in single-user mode: no network, no password, and a stop at the first error.
  /// No server may run on the data.
  void execute(String database, List<String> statements) {
    List<String> arguments =
        List.of(
            "--single",
            "-D",
            data().toString(),
            "-c",
            "exit_on_error=on",
            "-c",
            "log_min_error_statement=panic", // a failing statement may hold a password
            database);
    byte[] input = (String.join("\n", statements) + "\n").getBytes(StandardCharsets.UTF_8);
    launcher.run(
        program("postgres-setup", "postgres", arguments),
        new ByteArrayInputStream(input),
        TOOL_LIMIT);
  }

  /// The server on this data, reachable from this machine only.
  Program server(int port) {
    List<String> arguments =
        List.of(
            "-D",
            data().toString(),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "port=" + port,
            "-c",
            "unix_socket_directories=");
    return program("postgres", "postgres", arguments);
  }

  /// Whether the server with that pid accepts connections: it says so in the eighth line of its pid
  /// file. The first line keeps out the file of a server that was killed.
  boolean isReady(long pid) {
    try {
      List<String> lines = Files.readAllLines(data().resolve("postmaster.pid"));
      return lines.size() >= 8
          && lines.get(0).strip().equals(Long.toString(pid))
          && lines.get(7).strip().equals("ready");
    } catch (IOException notYet) {
      return false;
    }
  }

  /// Stops whatever server runs on this data, at once and cleanly; harmless if none does.
  void stop() {
    if (!Files.exists(data().resolve("postmaster.pid"))) {
      return;
    }
    List<String> arguments =
        List.of("stop", "-D", data().toString(), "-m", "fast", "-w", "-t", "" + STOP_SECONDS);
    launcher.tryRun(
        program("postgres-stop", "pg_ctl", arguments), Duration.ofSeconds(STOP_SECONDS + 5));
  }

  private Program program(String name, String tool, List<String> arguments) {
    Path path = binaries.resolve("bin").resolve(tool);
    return new Program(name, account.command(path, arguments), Map.of(), home);
  }
}
