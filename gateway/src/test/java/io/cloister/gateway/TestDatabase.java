// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.NullMarked;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL itself for the tests, unpacked once into target and thrown away after the run. It
/// does without fsync: what it holds need not survive.
@NullMarked
public final class TestDatabase implements QuarkusTestResourceLifecycleManager {
  /// initdb refuses to run as root; build machines are often root.
  private static final String UNPRIVILEGED_UID = "65534";

  private Path data = Path.of("unset");
  private Path home = Path.of("unset");

  @Override
  public Map<String, String> start() {
    try {
      return startServer();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start PostgreSQL", e);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot prepare PostgreSQL", e);
    }
  }

  @Override
  public void stop() {
    try {
      run("bin/pg_ctl", "-D", data.toString(), "-m", "immediate", "-w", "stop");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot stop PostgreSQL", e);
    }
  }

  private Map<String, String> startServer() throws IOException, SQLException {
    Path work = Files.createTempDirectory("cloister-gateway-test");
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxrwxrwx"));
    home = unpack(work.resolve("postgresql"));
    data = work.resolve("data");
    int port = freePort();
    run(
        "bin/initdb",
        "-D",
        data.toString(),
        "-U",
        "owner",
        "-A",
        "trust",
        "--no-sync",
        "-E",
        "UTF8");
    String options =
        "-c fsync=off -c listen_addresses=127.0.0.1 -c max_connections=40 -k "
            + work
            + " -p "
            + port;
    run(
        "bin/pg_ctl",
        "-D",
        data.toString(),
        "-l",
        work.resolve("log").toString(),
        "-o",
        options,
        "-w",
        "start");
    String address = "127.0.0.1:" + port + "/postgres";
    createRoles(address);
    return settings(address);
  }

  private static void createRoles(String address) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:postgresql://" + address, "owner", "");
        Statement statement = connection.createStatement()) {
      statement.execute("create role app login nosuperuser nobypassrls");
      statement.execute("create role migrations login nosuperuser nobypassrls");
      statement.execute("grant all on schema public to migrations");
    }
  }

  private static Map<String, String> settings(String address) {
    return Map.of(
        "quarkus.datasource.jdbc.url", "jdbc:postgresql://" + address,
        "quarkus.datasource.reactive.url", "postgresql://" + address,
        "quarkus.datasource.username", "app",
        "quarkus.datasource.password", "unused",
        "quarkus.flyway.username", "migrations",
        "quarkus.flyway.password", "unused");
  }

  private void run(String... command) throws IOException {
    List<String> words = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      words.addAll(List.of("setpriv", "--reuid=" + UNPRIVILEGED_UID, "--clear-groups"));
    }
    words.add(home.resolve(command[0]).toString());
    words.addAll(List.of(command).subList(1, command.length));
    Path output = Files.createTempFile("postgresql", ".out");
    Process process =
        new ProcessBuilder(words)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(command[0] + " failed: " + Files.readString(output));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(command[0] + " was interrupted", e);
    } finally {
      Files.delete(output);
    }
  }

  private static Path unpack(Path target) throws IOException {
    try (InputStream resource =
            TestDatabase.class.getResourceAsStream("/postgres-linux-x86_64.txz");
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(resource))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(tar, entry, target.resolve(entry.getName()).normalize());
      }
    }
    return target;
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path file)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, file, StandardCopyOption.REPLACE_EXISTING);
    boolean executable = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
