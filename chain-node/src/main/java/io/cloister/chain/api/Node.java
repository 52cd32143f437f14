// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.api;

import io.cloister.chain.block.CatchUp;
import io.cloister.chain.block.Chain;
import io.cloister.chain.block.Notary;
import io.cloister.chain.consensus.EngineState;
import io.cloister.chain.consensus.Epoch;
import io.cloister.chain.consensus.HashgraphEngine;
import io.cloister.chain.consensus.Misbehaviour;
import io.cloister.chain.consensus.OrderingEngine;
import io.cloister.chain.gossip.Mesh;
import io.cloister.chain.gossip.TlsMesh;
import io.cloister.chain.worker.PolicyAppraiser;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.chain.LightClient;
import io.cloister.protocol.checkpoint.NoteSigner;
import io.cloister.protocol.checkpoint.Roster;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.Ed25519KeyPair;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
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
      Notary notary,
      Mesh mesh,
      OrderingEngine engine,
      Submissions submissions,
      Ticker ticker,
      Gossip gossip) {}

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
    int self = number(genesis, key);
    Mesh mesh = mesh(genesis, self, key);
    Notary notary = notary(genesis, self, key, mesh);
    Chain chain =
        Chain.open(genesis, config.dataDir().resolve("chain"), appraiser(genesis), notary);
    Epoch epoch = new Epoch(genesis.digest(), genesis.gatekeepers(), self);
    HashgraphEngine engine =
        new HashgraphEngine(epoch, config.dataDir().resolve("events"), mesh, key::sign, clock);
    CatchUp catchUp = new CatchUp(chain, engine, mesh, System::nanoTime);
    Submissions submissions = new Submissions(chain, engine, catchUp::behind);
    catchUp.listen(submissions::recheck);
    engine.start(chain.snapshot(), submissions);
    Gossip gossip = new Gossip(mesh, engine, notary, catchUp);
    gossip.start();
    Ticker ticker = new Ticker(chain, engine, clock);
    ticker.start();
    parts = new Parts(key, chain, notary, mesh, engine, submissions, ticker, gossip);
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
      running.gossip().close();
      running.engine().close();
      running.chain().close();
      running.notary().close();
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

  /// The gatekeepers that this one is connected to.
  public List<String> peers() {
    List<Roster.Member> members = chain().genesis().gatekeepers().members();
    return parts().mesh().peers().stream().sorted().map(i -> members.get(i).name()).toList();
  }

  /// The newest certified checkpoint, signed by this node as well.
  Optional<String> checkpoint() {
    return parts().notary().published();
  }

  /// Proof of gatekeepers that signed two histories.
  public List<Misbehaviour> evidence() {
    return parts().engine().evidence();
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

  private static int number(Genesis genesis, Ed25519KeyPair key) {
    List<Roster.Member> members = genesis.gatekeepers().members();
    return IntStream.range(0, members.size())
        .filter(i -> members.get(i).key().equals(key.publicKey()))
        .findFirst()
        .orElseThrow(() -> new SetupException("the genesis does not name this gatekeeper's key"));
  }

  private Notary notary(Genesis genesis, int self, Ed25519KeyPair key, Mesh mesh) {
    Roster roster = genesis.gatekeepers();
    NoteSigner signer = new NoteSigner(roster.members().get(self).name(), key);
    return new Notary(
        new Notary.Office(roster, LightClient.origin(genesis.digest()), signer),
        config.dataDir().resolve("cosigned"),
        mesh,
        clock);
  }

  private Mesh mesh(Genesis genesis, int self, Ed25519KeyPair key) {
    List<Roster.Member> members = genesis.gatekeepers().members();
    if (members.size() == 1) {
      return Mesh.ofNobody();
    }
    Map<Integer, InetSocketAddress> peers = new HashMap<>();
    for (int i = 0; i < members.size(); i++) {
      String name = members.get(i).name();
      String place = config.peers().get(name);
      if (i == self) {
        continue;
      }
      if (place == null) {
        throw new SetupException(
            "the genesis names " + name + "; say where it is by cloister.chain.peers." + name);
      }
      peers.put(i, address(place));
    }
    TlsMesh.Places places = new TlsMesh.Places(self, address(config.listen()), peers);
    return new TlsMesh(genesis.digest(), genesis.gatekeepers(), key, places);
  }

  private static InetSocketAddress address(String place) {
    int colon = place.lastIndexOf(':');
    try {
      String host = place.substring(0, Math.max(colon, 0));
      return new InetSocketAddress(host, Integer.parseInt(place.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      throw new SetupException(place + " is not of the form host:port", e);
    }
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
