// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloister.chain.Fixture;
import io.cloister.chain.Fixture.TestWorker;
import io.cloister.chain.api.Submissions.Status;
import io.cloister.chain.block.Head;
import io.cloister.chain.consensus.EngineState;
import io.cloister.chain.consensus.Intake;
import io.cloister.protocol.chain.BlockEntry;
import io.cloister.protocol.chain.ChainParameters;
import io.cloister.protocol.chain.Finality;
import io.cloister.protocol.chain.HeadProof;
import io.cloister.protocol.chain.Header;
import io.cloister.protocol.chain.LightClient;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.Ed25519KeyPair;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Four gatekeepers in one process, over real connections and disks.
class GatekeepersTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final Fixture fixture =
      new Fixture(1, new ChainParameters(3600, 3, 36_000, 1000, 3600), 4);
  private final Map<Integer, Node> nodes = new HashMap<>();
  private final List<Integer> ports = new ArrayList<>();

  @BeforeEach
  void choosePorts() throws IOException {
    for (int i = 0; i < fixture.gatekeepers.size(); i++) {
      ports.add(NodeProcess.freePort());
    }
  }

  @AfterEach
  void stopAll() {
    List.copyOf(nodes.keySet()).forEach(this::stop);
  }

  private record Setup(
      Path genesisFile, Path keyFile, Path dataDir, Map<String, String> peers, String listen)
      implements ChainConfig {
    @Override
    public Mode mode() {
      return Mode.DEVELOPMENT;
    }
  }

  private void start(int member) throws IOException {
    Path own = Files.createDirectories(folder.resolve("gatekeeper-" + member));
    Files.write(own.resolve("genesis"), fixture.genesis.encode());
    Ed25519KeyPair key = fixture.gatekeepers.get(member);
    key.with(exported -> Files.write(own.resolve("key"), exported));
    Map<String, String> peers = new HashMap<>();
    IntStream.range(0, ports.size())
        .filter(peer -> peer != member)
        .forEach(peer -> peers.put("gatekeeper-" + (peer + 1), "127.0.0.1:" + ports.get(peer)));
    Node node =
        new Node(
            new Setup(
                own.resolve("genesis"),
                own.resolve("key"),
                own.resolve("data"),
                peers,
                "127.0.0.1:" + ports.get(member)));
    node.start(new StartupEvent());
    nodes.put(member, node);
  }

  private void stop(int member) {
    Node node = nodes.remove(member);
    if (node != null) {
      node.stop(new ShutdownEvent());
    }
  }

  private Node node(int member) {
    Node node = nodes.get(member);
    if (node == null) {
      throw new AssertionError("gatekeeper " + member + " does not run");
    }
    return node;
  }

  private void awaitRunning(int... members) {
    for (int member : members) {
      await().atMost(LONG).until(() -> node(member).state() instanceof EngineState.Running);
    }
  }

  private void registerAll(int member) {
    Head head = node(member).chain().head();
    for (TestWorker worker : fixture.workers) {
      finish(
          member,
          fixture.register(
              worker, head.height(), head.hash(), Instant.ofEpochMilli(node(member).now())));
    }
  }

  private void finish(int member, byte[] transaction) {
    assertThat(node(member).submissions().submit(transaction)).isEqualTo(Intake.ACCEPTED);
    assertThat(node(member).submissions().await(Digest.of(transaction), LONG))
        .isInstanceOf(Status.Recorded.class);
  }

  private byte[] transaction() {
    return fixture.sign(
        fixture.gateway,
        Fixture.job(fixture.workers, 1, InstantSource.system().millis() + 36_000_000));
  }

  private Header verifiedHead(int member) {
    HeadProof proof = node(member).chain().headProof();
    return switch (new LightClient(fixture.genesis).verify(proof.header(), proof.certificate())) {
      case Finality.Final<Header>(var header, var _) -> header;
      case Finality.Refused<Header>(var reason) -> throw new AssertionError(reason);
    };
  }

  private void awaitSameHeads(int... members) {
    await()
        .atMost(LONG)
        .untilAsserted(() -> {
          Header first = verifiedHead(members[0]);
          for (int member : members) {
            assertThat(verifiedHead(member)).isEqualTo(first);
          }
        });
  }

  @Test
  void finishesTransactionsThroughStopsRestartsAndAFreshMember() throws Exception {
    start(0);
    start(1);
    start(2);
    awaitRunning(0, 1, 2);
    registerAll(0);
    for (int i = 0; i < 12; i++) {
      finish(i % 3, transaction());
    }
    awaitSameHeads(0, 1, 2);

    start(3); // fresh: the others have gone on without it
    awaitRunning(3);
    finish(3, transaction());
    awaitSameHeads(0, 1, 2, 3);

    stop(1);
    for (int i = 0; i < 4; i++) {
      finish(2, transaction());
    }
    stop(2); // no quorum any more
    byte[] waiting = transaction();
    assertThat(node(0).submissions().submit(waiting)).isEqualTo(Intake.ACCEPTED);
    assertThat(node(0).submissions().await(Digest.of(waiting), Duration.ofSeconds(2)))
        .isInstanceOf(Status.Pending.class);
    start(1);
    assertThat(node(0).submissions().await(Digest.of(waiting), LONG))
        .isInstanceOf(Status.Recorded.class);
    start(2);
    awaitRunning(1, 2);
    finish(2, transaction());
    awaitSameHeads(0, 1, 2, 3);
  }

  /// A client that tries two gatekeepers has its transaction in the chain once.
  @Test
  void recordsWhatIsHandedInTwiceOnce() throws Exception {
    for (int i = 0; i < 4; i++) {
      start(i);
    }
    awaitRunning(0, 1, 2, 3);
    registerAll(0);
    byte[] transaction = transaction();
    List<Thread> threads =
        IntStream.range(0, 4)
            .mapToObj(i -> Thread.ofVirtual().start(() -> finish(i, transaction)))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
    awaitSameHeads(0, 1, 2, 3);
    long height = verifiedHead(0).height();
    long copies =
        node(0).chain().range(0, (int) height + 1).blocks().stream()
            .flatMap(block -> block.entries().stream())
            .filter(entry -> holds(entry, transaction))
            .count();
    assertThat(copies).isEqualTo(1);
  }

  private static boolean holds(byte[] entry, byte[] transaction) {
    try {
      return Digest.of(BlockEntry.decode(entry).transaction()).equals(Digest.of(transaction));
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }
}
