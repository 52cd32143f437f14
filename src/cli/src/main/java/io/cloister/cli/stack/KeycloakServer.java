// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.stack;

import io.cloister.cli.process.Child;
import io.cloister.cli.process.HttpProbe;
import io.cloister.cli.process.Isolation;
import io.cloister.cli.process.Launcher;
import io.cloister.cli.process.Program;
import io.cloister.cli.terminal.CliException;
import io.cloister.cli.terminal.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The identity provider of the local stack: Keycloak over the stack's PostgreSQL, on this
/// machine's loopback address without TLS.
///
/// Its folder in the state holds only what is its own; the program is linked from the cache.
final class KeycloakServer implements Part {

  static final String NAME = "Keycloak";

  /// The first start makes a hundred tables and imports the realm, on a loaded machine slowly.
  private static final Duration START_LIMIT = Duration.ofMinutes(6);

  /// Its first stop also writes the archive that makes later starts faster.
  private static final Duration STOP_GRACE = Duration.ofSeconds(30);

  /// Measured: 310 MB resident. Compiling at the first tier only and a serial collector start it
  /// fastest on two cores.
  private static final List<String> SMALL_AND_QUICK =
      List.of("-Xms64m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final Launcher launcher;
  private final StackPaths paths;
  private final PostgresServer postgres;
  private final int port;
  private final Path home;
  private final Realm realm;
  private @Nullable Child server;

  /// A server that keeps its data in the given database server.
  KeycloakServer(Launcher launcher, StackPaths paths, PostgresServer postgres, int port) {
    this.launcher = launcher;
    this.paths = paths;
    this.postgres = postgres;
    this.port = port;
    this.home = paths.state().folder("keycloak");
    this.realm = new Realm(home);
    if (!realm.isImported()) {
      postgres.emptyKeycloakAtStart();
    }
  }

  /// The realm's address: the issuer of its tokens.
  URI issuer() {
    return Ports.local(port).resolve("/realms/" + Realm.NAME);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> after() {
    return Set.of(PostgresServer.NAME);
  }

  @Override
  public void start(Progress progress) {
    KeycloakDistribution distribution = new KeycloakDistribution(paths.checkout(), launcher);
    Path program = distribution.built(progress);
    link(program);
    boolean first = !realm.isImported();
    if (first) {
      realm.offer();
    }
    List<String> command = distribution.java(program, home, options());
    command.addAll(arguments());
    if (first) {
      command.add("--import-realm");
    }
    Child child =
        launcher.launch(
            new Program("keycloak", command, environment(first), home), Isolation.Farewell.TERM);
    server = child;
    child.awaitReady(new HttpProbe(issuer()), START_LIMIT);
    realm.markImported();
  }

  private List<String> options() {
    Path archive = paths.checkout().cache().resolve("keycloak.jsa");
    List<String> options = new ArrayList<>(SMALL_AND_QUICK);
    options.add("-XX:+AutoCreateSharedArchive");
    options.add("-XX:SharedArchiveFile=" + archive);
    return options;
  }

  private List<String> arguments() {
    return List.of(
        "start",
        "--optimized",
        "--http-enabled=true",
        "--http-host=127.0.0.1",
        "--http-port=" + port,
        "--hostname=" + Ports.local(port),
        "--cache=local",
        "--db-pool-initial-size=1",
        "--db-pool-max-size=10");
  }

  private Map<String, String> environment(boolean first) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("KC_DB_URL", postgres.jdbcUrl(DatabaseSetup.KEYCLOAK));
    environment.put("KC_DB_USERNAME", DatabaseSetup.KEYCLOAK);
    environment.put("KC_DB_PASSWORD", postgres.password(DatabaseSetup.KEYCLOAK));
    if (first) {
      environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", "keycloak-admin");
      environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", paths.secrets().get("keycloak-admin"));
      environment.putAll(Realm.passwords(paths.secrets()));
    }
    return environment;
  }

  private void link(Path program) {
    try {
      for (String folder : List.of("lib", "conf", "providers", "themes")) {
        Path link = home.resolve(folder);
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, program.resolve(folder));
      }
    } catch (IOException failed) {
      throw CliException.unreachable(
              "cannot prepare Keycloak's home", home.toString(), "make the folder writable")
          .causedBy(failed);
    }
  }

  @Override
  public void kill() {
    if (server != null) {
      server.kill();
    }
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(STOP_GRACE);
    }
  }
}
