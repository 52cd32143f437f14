// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.stack;

import io.cloister.cli.process.Child;
import io.cloister.cli.process.Isolation;
import io.cloister.cli.process.Launcher;
import io.cloister.cli.terminal.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One PostgreSQL server of the stack's own, as durable as a production one: fsync and checksums
/// on, SCRAM passwords for every role, reachable from this machine only. It survives `kill -9` of
/// itself and of the command that started it.
final class PostgresServer implements Part {

  static final String NAME = "PostgreSQL";

  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  /// What is left to do after `pg_ctl` has stopped the server.
  private static final Duration STOP_GRACE = Duration.ofSeconds(2);

  private final Launcher launcher;
  private final StackPaths paths;
  private final Path home;
  private final int port;
  private boolean emptyKeycloak;
  private @Nullable PostgresCluster cluster;
  private @Nullable Child server;

  /// A server that keeps its data in the given state.
  PostgresServer(Launcher launcher, StackPaths paths, int port) {
    this.launcher = launcher;
    this.paths = paths;
    this.home = paths.state().folder("postgres");
    this.port = port;
  }

  /// Has Keycloak's database made anew before the next start, for a realm that is not imported, or
  /// was changed, or whose import was interrupted.
  void emptyKeycloakAtStart() {
    emptyKeycloak = true;
  }

  /// The JDBC address of a database on this server.
  String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /// The address of a database for the Vert.x client.
  String reactiveUrl(String database) {
    return "postgresql://127.0.0.1:" + port + "/" + database;
  }

  /// The password of a role, to be passed by environment or file.
  String password(String role) {
    return paths.secrets().get("postgres-" + role);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> after() {
    return Set.of();
  }

  @Override
  public void start(Progress progress) {
    Path binaries = PostgresBinaries.unpacked(paths.checkout().cache(), launcher);
    PostgresAccount account = PostgresAccount.of(launcher.isolation(), home);
    PostgresCluster prepared = new PostgresCluster(launcher, binaries, account, home);
    cluster = prepared;
    prepared.initialise(this::password);
    prepared.stop(); // one that an earlier command left behind
    if (emptyKeycloak) {
      prepared.execute("postgres", DatabaseSetup.emptyKeycloak());
      emptyKeycloak = false;
    }
    Child child = launcher.launch(prepared.server(port), Isolation.Farewell.INT);
    server = child;
    child.awaitReady(() -> prepared.isReady(child.handle().pid()), START_LIMIT);
  }

  @Override
  public void kill() {
    if (server != null) {
      server.kill();
    }
  }

  @Override
  public void stop() {
    if (cluster != null && server != null && server.isAlive()) {
      cluster.stop();
      server.stop(STOP_GRACE);
    }
  }
}
