// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.stack;

import io.cloister.cli.process.Isolation;
import io.cloister.cli.process.Launcher;
import io.cloister.cli.process.PidFiles;
import io.cloister.cli.terminal.Console;
import io.cloister.cli.terminal.Progress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// The whole local stack: PostgreSQL, Keycloak, the chain's nodes, workers and the gateway, running
/// on this machine until `close`. Ctrl-C, a failure and the end of the command stop it too; if the
/// command is killed, the kernel or the next start does.
public final class RunningStack implements AutoCloseable {

  private final StackOptions options;
  private final StackPaths paths;
  private final Progress progress;
  private final LocalStack parts;
  private final KeycloakServer keycloak;
  private final Thread atExit = new Thread(this::shutDown, "stop-stack");

  private RunningStack(
      StackOptions options, StackPaths paths, Launcher launcher, Progress progress) {
    this.options = options;
    this.paths = paths;
    this.progress = progress;
    StackKeys keys = new StackKeys(paths.state(), new SecureRandom(), InstantSource.system());
    keys.make(options.gatekeepers(), paths.checkout().root().resolve("policies"));
    Ports ports = options.ports();
    PostgresServer postgres = new PostgresServer(launcher, paths, ports.postgres());
    this.keycloak = new KeycloakServer(launcher, paths, postgres, ports.keycloak());
    Programs programs = new Programs(launcher, paths, keys, options);
    List<Part> all = new ArrayList<>(List.of(postgres, keycloak));
    all.addAll(programs.chain());
    all.addAll(programs.workers(options.workers()));
    all.add(programs.gateway(postgres, keycloak));
    this.parts = new LocalStack(all, progress);
  }

  /// Starts the stack and returns when every part is ready.
  ///
  /// @throws io.cloister.cli.terminal.CliException if it cannot be started; then nothing is left
  ///   running
  public static RunningStack start(StackOptions options, Checkout checkout, Console console) {
    Path folder = options.data().orElse(checkout.defaultState());
    StateDirectory state = StateDirectory.open(folder);
    Progress progress = new Progress(console, System::nanoTime);
    try {
      PidFiles pidFiles = new PidFiles(state.folder("run"));
      List<String> orphans = pidFiles.stopOrphans();
      if (!orphans.isEmpty()) {
        console.say("  stopped what an earlier run left: " + String.join(", ", orphans));
      }
      requireFreePorts(options);
      SecretFiles secrets = new SecretFiles(state.folder("secrets"), new SecureRandom());
      StackPaths paths = new StackPaths(checkout, state, secrets);
      Launcher launcher = new Launcher(state.folder("logs"), pidFiles, Isolation.ofMachine());
      RunningStack stack = new RunningStack(options, paths, launcher, progress);
      Runtime.getRuntime().addShutdownHook(stack.atExit);
      stack.parts.start();
      return stack;
    } catch (RuntimeException failed) {
      progress.close();
      state.close();
      throw failed;
    }
  }

  private static void requireFreePorts(StackOptions options) {
    Ports ports = options.ports();
    Map<Integer, String> needed = new TreeMap<>();
    needed.put(ports.gateway(), "the gateway");
    needed.put(ports.keycloak(), KeycloakServer.NAME);
    needed.put(ports.postgres(), PostgresServer.NAME);
    IntStream.range(0, options.gatekeepers())
        .forEach(index -> {
          needed.put(ports.gatekeeper(index), StackKeys.gatekeeperName(index));
          needed.put(ports.gossip(index), StackKeys.gatekeeperName(index));
        });
    IntStream.range(0, options.workers())
        .forEach(index -> needed.put(ports.worker(index), Programs.workerName(index)));
    Ports.requireFree(needed);
  }

  /// Where the parts are reached.
  public Endpoints endpoints() {
    Ports ports = options.ports();
    return new Endpoints(
        Ports.local(ports.gateway()),
        keycloak.issuer(),
        IntStream.range(0, options.gatekeepers())
            .mapToObj(index -> Ports.local(ports.gatekeeper(index)))
            .toList(),
        IntStream.range(0, options.workers())
            .mapToObj(index -> Ports.local(ports.worker(index)))
            .toList());
  }

  /// The password of a person of the realm.
  public String password(DemoUser user) {
    return paths.secrets().get(user.secretName());
  }

  /// Where the stack keeps its state.
  public Path state() {
    return paths.state().root();
  }

  /// The chain's genesis, which whoever verifies pins.
  public Path genesis() {
    return state().resolve("chain").resolve("genesis.cbor");
  }

  /// Ends a part by force, as a crash would; for tests of what happens then.
  ///
  /// @param part `PostgreSQL`, `Keycloak`, `gatekeeper-0`, `worker-0` and so on, or `gateway`
  public void kill(String part) {
    parts.part(part).kill();
  }

  /// Starts a part that was killed.
  ///
  /// @param part as in [#kill(String)]
  public void restart(String part) {
    parts.part(part).start(progress);
  }

  private void shutDown() {
    parts.close();
    progress.close();
  }

  /// Stops every part.
  @Override
  public void close() {
    shutDown();
    paths.state().close();
  }
}
