// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.api;

import io.cloister.chain.block.Chain;
import io.cloister.chain.block.SoleCertifier;
import io.cloister.chain.consensus.EngineState;
import io.cloister.chain.consensus.HashgraphEngine;
import io.cloister.chain.consensus.OrderingEngine;
import io.cloister.chain.worker.PolicyAppraiser;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.checkpoint.NoteSigner;
import io.cloister.protocol.checkpoint.Roster;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.Ed25519KeyPair;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The running node: the engine orders, the chain executes, the ticker watches deadlines.
@ApplicationScoped
public class Node {
  private static final System.Logger LOG = System.getLogger(Node.class.getName());

  private final ChainConfig config;
  private final InstantSource clock = InstantSource.system();
  private @Nullable Parts parts;

  private record Parts(
      Ed25519KeyPair key,
      Chain chain,
      OrderingEngine engine,
      Submissions submissions,
      Ticker ticker) {}

  Node(ChainConfig config) {
    this.config = config;
  }

  void start(@Observes StartupEvent event) {
    Genesis genesis = genesis();
    if (config.mode() == ChainConfig.Mode.PRODUCTION && genesis.simulatedRoot() != null) {
      throw new SetupException(
          "the genesis accepts simulated evidence, which cloister.chain.mode=production refuses");
    }
    Ed25519KeyPair key = key();
    String name = name(genesis, key);
    Chain chain =
        Chain.open(
            genesis,
            config.dataDir().resolve("chain"),
            appraiser(genesis),
            new SoleCertifier(genesis, new NoteSigner(name, key), clock));
    List<String> roster =
        genesis.gatekeepers().members().stream().map(Roster.Member::name).toList();
    OrderingEngine engine =
        new HashgraphEngine(roster, config.dataDir().resolve("events"), key::sign, clock);
    Submissions submissions = new Submissions(chain, engine);
    engine.start(chain.snapshot(), submissions);
    Ticker ticker = new Ticker(chain, engine, clock);
    ticker.start();
    parts = new Parts(key, chain, engine, submissions, ticker);
    LOG.log(
        System.Logger.Level.INFO,
        "chain {0} at height {1}",
        chain.chainId().hex(),
        Long.toString(chain.head().height()));
  }

  void stop(@Observes ShutdownEvent event) {
    Parts running = parts;
    if (running != null) {
      running.ticker().close();
      running.engine().close();
      running.chain().close();
      running.key().close();
    }
  }

  /// The chain.
  public Chain chain() {
    return parts().chain();
  }

  /// Where transactions come in.
  Submissions submissions() {
    return parts().submissions();
  }

  /// Whether the engine orders.
  public EngineState state() {
    return parts().engine().state();
  }

  /// This node's clock, in milliseconds since 1970.
  public long now() {
    return clock.millis();
  }

  /// How many transactions are accepted and not yet in a round.
  public int pending() {
    return parts().engine().pending();
  }

  private Parts parts() {
    Parts running = parts;
    if (running == null) {
      throw new IllegalStateException("the node has not started");
    }
    return running;
  }

  private Genesis genesis() {
    try {
      return Genesis.decode(read(config.genesisFile()));
    } catch (MalformedException e) {
      throw new SetupException(config.genesisFile() + " is not a genesis: " + e.getMessage(), e);
    }
  }

  private Ed25519KeyPair key() {
    byte[] exported = read(config.keyFile());
    try {
      return Ed25519KeyPair.restore(exported);
    } catch (MalformedException e) {
      throw new SetupException(config.keyFile() + " is not a gatekeeper's key", e);
    } finally {
      Arrays.fill(exported, (byte) 0);
    }
  }

  private static String name(Genesis genesis, Ed25519KeyPair key) {
    return genesis.gatekeepers().members().stream()
        .filter(member -> member.key().equals(key.publicKey()))
        .map(Roster.Member::name)
        .findFirst()
        .orElseThrow(() -> new SetupException("the genesis does not name this gatekeeper's key"));
  }

  private static PolicyAppraiser appraiser(Genesis genesis) {
    try {
      return PolicyAppraiser.of(genesis);
    } catch (MalformedException e) {
      throw new SetupException("the appraisal policy of the genesis: " + e.getMessage(), e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new SetupException("cannot read " + file, e);
    }
  }
}
