// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.boot;

import io.cloister.enclave.attest.EvidenceProducer;
import io.cloister.enclave.channel.Backoff;
import io.cloister.enclave.channel.ChainClient;
import io.cloister.enclave.channel.GatewayClient;
import io.cloister.enclave.program.AddressSpace;
import io.cloister.enclave.program.AnonymousMemory;
import io.cloister.enclave.program.EngineLibrary;
import io.cloister.enclave.program.JobEngine;
import io.cloister.enclave.program.MemoryDirectory;
import io.cloister.enclave.program.PlainFile;
import io.cloister.enclave.program.SqlEngine;
import io.cloister.enclave.runtime.ChainWatch;
import io.cloister.enclave.runtime.Counters;
import io.cloister.enclave.runtime.Standing;
import io.cloister.enclave.runtime.Standings;
import io.cloister.enclave.runtime.WorkerKeys;
import io.cloister.enclave.runtime.WorkerRuntime;
import io.cloister.protocol.chain.LightClient;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.signature.KeyId;
import io.cloister.protocol.signature.SigningKeyPair;
import io.cloister.protocol.stream.StreamWarmup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A worker: one process inside one TEE, from its keys to its last job. Keeps nothing; a restart is
/// a new worker.
///
/// Trusts the pinned genesis, its own code and the platform below it. Chain nodes, gateway and
/// network are hostile.
public final class Worker implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Worker.class.getName());

  /// The system property by which an image fixes where plaintext lies; measured with its command.
  private static final String MEMORY = "cloister.memory";

  /// What the process may map beyond its jobs' memory: the engine's library, threads, the JVM's own
  /// growth. Too little would end honest jobs; what it keeps away asks for all there is.
  private static final long ROOM_BYTES = 2L << 30;

  private final WorkerConfig config;
  private final WorkerKeys keys;
  private final SigningKeyPair operatorKey;
  private final Counters counters = new Counters();
  private final Standings standings = new Standings();
  private final ChainWatch watch;
  private final WorkerRuntime runtime;
  private final Registrar registrar;
  private final List<Thread> threads = new ArrayList<>();
  private @Nullable HealthServer health;

  private Worker(
      WorkerConfig config, JobEngine engine, PlainFile.Store memory, EvidenceProducer evidence)
      throws IOException {
    SecureRandom random = new SecureRandom();
    InstantSource clock = InstantSource.system();
    this.config = config;
    this.keys = WorkerKeys.generate(random);
    this.operatorKey = KeyFiles.signingKey(config.operatorKey());
    LightClient light = new LightClient(KeyFiles.genesis(config.genesis()));
    Digest chain = light.chainId();
    ChainClient nodes = new ChainClient(config.chainUrls());
    this.watch = new ChainWatch(light, nodes, new Backoff(random));
    GatewayClient gateway = new GatewayClient(config.gatewayUrl(), chain, keys.signing(), clock);
    this.runtime =
        WorkerRuntime.of(
            new WorkerRuntime.Setting(
                keys, config.region(), nodes, watch, gateway, light.genesis()),
            new WorkerRuntime.Machine(engine, memory, config.memoryBytes()),
            counters,
            standings,
            clock);
    this.registrar =
        new Registrar(
            new Registrar.Identity(chain, keys, config.operator(), operatorKey, config.region()),
            evidence,
            watch,
            runtime.transactions(),
            standings,
            clock,
            new Backoff(random),
            Thread::sleep);
  }

  /// Puts a worker together that runs programs by the given engine.
  ///
  /// @throws IOException if a file of the configuration cannot be read, or the system lacks
  ///   anonymous memory and no directory is configured
  public static Worker assemble(WorkerConfig config, JobEngine engine) throws IOException {
    return assemble(config, engine, memory(config), Platform.evidence(config));
  }

  /// The directory that the measured image names, else the operator's, else none on any file
  /// system.
  private static PlainFile.Store memory(WorkerConfig config) throws IOException {
    Optional<Path> directory =
        Optional.ofNullable(System.getProperty(MEMORY)).map(Path::of).or(config::memoryDirectory);
    return directory.isPresent() ? new MemoryDirectory(directory.get()) : AnonymousMemory.open();
  }

  /// Puts a worker together from all that may differ between platforms.
  ///
  /// @throws IOException if a file of the configuration cannot be read
  public static Worker assemble(
      WorkerConfig config, JobEngine engine, PlainFile.Store memory, EvidenceProducer evidence)
      throws IOException {
    return new Worker(config, engine, memory, evidence);
  }

  /// The worker's name on the chain.
  public KeyId id() {
    return keys.id();
  }

  /// Where health is served once [#start] has returned.
  public int port() {
    HealthServer server = health;
    if (server == null) {
      throw new IllegalStateException("the worker has not started");
    }
    return server.port();
  }

  /// What it has done so far.
  public Counters counters() {
    return counters;
  }

  /// Starts all that a worker does, and returns.
  ///
  /// @throws IOException if the health port is taken
  public void start() throws IOException {
    health =
        new HealthServer(
            new InetSocketAddress(config.host(), config.port()), this::condition, counters::text);
    threads.add(Thread.ofVirtual().name("cipher-warmup").start(StreamWarmup::warm));
    threads.add(Thread.ofVirtual().name("chain-watch").start(watch));
    threads.add(Thread.ofVirtual().name("registrar").start(registrar));
    for (int lane = 0; lane < config.lanes(); lane++) {
      threads.add(Thread.ofVirtual().name("lane-" + lane).start(runtime.runner()::work));
    }
    LOG.log(
        System.Logger.Level.INFO, "worker {0} serves health on {1}", id(), String.valueOf(port()));
  }

  /// Stops everything and zeroes the keys.
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    if (health != null) {
      health.close();
    }
    keys.close();
    operatorKey.close();
  }

  private HealthServer.Condition condition() {
    Optional<Standing> standing = standings.current();
    ChainWatch.Position at = watch.position();
    HealthServer.Readiness ready = registrar.readiness();
    String mode = standing.map(Standing::mode).orElse("none");
    long height = at == null ? -1 : at.cursor().height();
    return new HealthServer.Condition(
        ready,
        "{\"status\":\"%s\",\"workerId\":\"%s\",\"mode\":\"%s\",\"chainHeight\":%d}"
            .formatted(ready, id(), mode, height));
  }

  /// Runs a worker until the process is told to end.
  public static void main(String[] args) {
    Console.run(
        args,
        settings -> {
          EngineLibrary.requireFixedPlace();
          WorkerConfig config = WorkerConfig.of(settings);
          bound(config);
          return assemble(config, new SqlEngine(Console::halt));
        });
  }

  /// Each lane holds its tables, and while it loads them as much again.
  private static void bound(WorkerConfig config) {
    long bytes = ROOM_BYTES + 2L * config.lanes() * config.memoryBytes();
    try {
      AddressSpace.bound(bytes);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "runs without a bound of its own: {0}", e.getMessage());
    }
  }
}
