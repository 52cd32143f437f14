// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.stack;

import io.cloister.cli.process.Launcher;
import io.cloister.cli.process.Program;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Cloister's own programs as parts of the stack: how each is started, with which settings, and how
/// it tells that it is ready.
final class Programs {

  static final String GATEWAY = "gateway";

  /// Where the workers say they are; the demo's data may be processed there.
  private static final String REGION = "US";

  private final Launcher launcher;
  private final StackPaths paths;
  private final StackKeys keys;
  private final Ports ports;
  private final int gatekeepers;

  /// Programs with the given keys, as many as the options say.
  Programs(Launcher launcher, StackPaths paths, StackKeys keys, StackOptions options) {
    this.launcher = launcher;
    this.paths = paths;
    this.keys = keys;
    this.ports = options.ports();
    this.gatekeepers = options.gatekeepers();
  }

  /// The name of a worker.
  ///
  /// @param index from 0
  static String workerName(int index) {
    return "worker-" + index;
  }

  /// The gatekeepers' nodes.
  List<Part> chain() {
    return IntStream.range(0, gatekeepers).mapToObj(this::gatekeeper).toList();
  }

  private Part gatekeeper(int index) {
    URI address = Ports.local(ports.gatekeeper(index));
    Map<String, String> environment = new TreeMap<>();
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(address.getPort()));
    environment.put("CLOISTER_CHAIN_MODE", "development");
    environment.put("CLOISTER_CHAIN_GENESIS_FILE", keys.genesis().toString());
    environment.put("CLOISTER_CHAIN_KEY_FILE", keys.gatekeeper(index).toString());
    environment.put(
        "CLOISTER_CHAIN_DATA_DIR",
        paths.state().folder("chain-data").resolve(Integer.toString(index)).toString());
    List<String> command = quarkus("chain-node");
    if (gatekeepers > 1) {
      environment.put("CLOISTER_CHAIN_LISTEN", "127.0.0.1:" + ports.gossip(index));
      command.addAll(command.indexOf("-jar"), peers(index));
    }
    return part(
        StackKeys.gatekeeperName(index),
        command,
        environment,
        Set.of(),
        address.resolve("/v1/status"));
  }

  /// Where the other gatekeepers are; their names have no spelling as environment variables.
  private List<String> peers(int self) {
    return IntStream.range(0, gatekeepers)
        .filter(index -> index != self)
        .mapToObj(index ->
            "-Dcloister.chain.peers.%s=127.0.0.1:%d"
                .formatted(StackKeys.gatekeeperName(index), ports.gossip(index)))
        .toList();
  }

  /// Every gatekeeper's address; whoever uses them goes on to the next when one is down.
  private String chainUrls() {
    return IntStream.range(0, gatekeepers)
        .mapToObj(index -> Ports.local(ports.gatekeeper(index)).toString())
        .collect(Collectors.joining(","));
  }

  private Set<String> chainParts() {
    return IntStream.range(0, gatekeepers)
        .mapToObj(StackKeys::gatekeeperName)
        .collect(Collectors.toSet());
  }

  /// The workers, each of its own operator.
  List<Part> workers(int count) {
    return IntStream.range(0, count).mapToObj(this::worker).toList();
  }

  private Part worker(int index) {
    URI address = Ports.local(ports.worker(index));
    Map<String, String> environment = new TreeMap<>();
    environment.put("CLOISTER_CHAIN_URLS", chainUrls());
    environment.put("CLOISTER_GATEWAY_URL", Ports.local(ports.gateway()).toString());
    environment.put("CLOISTER_GENESIS_FILE", keys.genesis().toString());
    environment.put("CLOISTER_OPERATOR", StackKeys.operatorId(index));
    environment.put("CLOISTER_OPERATOR_KEY_FILE", keys.operator(index).toString());
    environment.put("CLOISTER_REGION", REGION);
    environment.put("CLOISTER_EVIDENCE", "simulated");
    environment.put("CLOISTER_SIMULATED_PLATFORM_KEY_FILE", keys.simulatedPlatform().toString());
    environment.put("CLOISTER_WORKER_PORT", Integer.toString(address.getPort()));
    return part(
        workerName(index), workerCommand(), environment, chainParts(), address.resolve("/health"));
  }

  /// The gateway. It waits for Keycloak's keys by itself, so that both start at once.
  Part gateway(PostgresServer postgres, KeycloakServer keycloak) {
    URI address = Ports.local(ports.gateway());
    String database = DatabaseSetup.CLOISTER;
    Set<String> after = new HashSet<>(chainParts());
    after.addAll(Set.of(PostgresServer.NAME, KeycloakServer.NAME));
    Map<String, String> environment = new TreeMap<>();
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(address.getPort()));
    environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", postgres.reactiveUrl(database));
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(database));
    environment.put("QUARKUS_DATASOURCE_USERNAME", DatabaseSetup.APP);
    environment.put("QUARKUS_DATASOURCE_PASSWORD", postgres.password(DatabaseSetup.APP));
    environment.put("QUARKUS_FLYWAY_USERNAME", DatabaseSetup.OWNER);
    environment.put("QUARKUS_FLYWAY_PASSWORD", postgres.password(DatabaseSetup.OWNER));
    environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", keycloak.issuer().toString());
    environment.put("CLOISTER_GATEWAY_MODE", "development");
    environment.put("CLOISTER_GATEWAY_KEY_FILE", keys.gateway().toString());
    environment.put("CLOISTER_GATEWAY_GENESIS_FILE", keys.genesis().toString());
    environment.put("CLOISTER_GATEWAY_CHAIN_URLS", chainUrls());
    return part(
        GATEWAY, quarkus("gateway"), environment, after, address.resolve("/q/health/ready"));
  }

  private Part part(
      String name, List<String> command, Map<String, String> own, Set<String> after, URI ready) {
    Map<String, String> environment = new TreeMap<>(userSettings());
    environment.putAll(own);
    Program program = new Program(name, command, environment, paths.state().folder("run"));
    return new ProgramPart(launcher, program, after, ready);
  }

  /// What the user set for Cloister's programs in the environment of the command.
  private static Map<String, String> userSettings() {
    Map<String, String> settings = new TreeMap<>(System.getenv());
    settings.keySet().removeIf(key -> !key.startsWith("CLOISTER_"));
    return settings;
  }

  private List<String> quarkus(String module) {
    Path jar = paths.checkout().built(module + "/target/quarkus-app/quarkus-run.jar");
    List<String> command = java();
    command.addAll(List.of("-jar", jar.toString()));
    return command;
  }

  private List<String> workerCommand() {
    Path classes = paths.checkout().built("enclave-image/target/classes");
    Path libraries = paths.checkout().built("enclave-image/target/lib");
    List<String> command = java();
    command.addAll(
        List.of(
            "-cp",
            classes + File.pathSeparator + libraries.resolve("*"),
            "io.cloister.enclave.boot.Worker"));
    return command;
  }

  private List<String> java() {
    return new ArrayList<>(
        List.of(
            paths.checkout().java(),
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED"));
  }
}
