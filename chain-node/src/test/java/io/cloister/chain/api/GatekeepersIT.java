// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloister.chain.Fixture;
import io.cloister.protocol.chain.BlockEntry;
import io.cloister.protocol.chain.ChainParameters;
import io.cloister.protocol.chain.Header;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Four gatekeepers as packaged programs, of which some are killed.
class GatekeepersIT {
  private static final System.Logger LOG = System.getLogger(GatekeepersIT.class.getName());
  private static final Duration LONG = Duration.ofSeconds(90);

  @TempDir Path folder;

  private final Fixture fixture =
      new Fixture(1, new ChainParameters(3600, 3, 36_000, 1000, 3600), 4);

  private byte[] transaction() {
    return fixture.sign(
        fixture.gateway,
        Fixture.job(fixture.workers, 1, InstantSource.system().millis() + 36_000_000));
  }

  private static String status(NodeClient client, byte[] transaction, int wait) {
    return client
        .json("/v1/transactions/" + Digest.of(transaction).hex() + "?wait=" + wait)
        .getString("status");
  }

  @Test
  void goesOnWithoutOneAndHaltsWithoutTwo() throws Exception {
    try (Cluster cluster = new Cluster(fixture, folder)) {
      cluster.start(0, 1, 2, 3);
      cluster.client(0).registerAll();
      loadWhileOneIsKilled(cluster);
      haltAndResume(cluster);
      lateAndLost(cluster);
    }
  }

  /// No transaction that a living gatekeeper took is lost, and none is there twice.
  private void loadWhileOneIsKilled(Cluster cluster) throws Exception {
    List<Long> finals = new ArrayList<>();
    List<Future<byte[]>> sent = new ArrayList<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 120; i++) {
        int at = i % 3;
        byte[] transaction = transaction();
        sent.add(
            pool.submit(() -> {
              NodeClient client = cluster.client(at);
              client.submit(transaction, 60);
              synchronized (finals) {
                finals.add(System.nanoTime());
              }
              // Twice, at another one: a client that got no answer does the same.
              cluster.client((at + 1) % 3).submit(transaction, 0);
              return transaction;
            }));
        Thread.sleep(20);
        if (i == 60) {
          cluster.kill(3);
        }
      }
      for (Future<byte[]> each : sent) {
        assertThat(status(cluster.client(0), each.get(), 60)).isEqualTo("final");
      }
    }
    requireSteadyFinality(finals);
    List<Digest> recorded = recorded(cluster.client(1));
    assertThat(recorded).doesNotHaveDuplicates();
    for (Future<byte[]> each : sent) {
      assertThat(recorded).contains(Digest.of(each.get()));
    }
  }

  private static void requireSteadyFinality(List<Long> finals) {
    List<Long> times = finals.stream().sorted().toList();
    long gap =
        IntStream.range(1, times.size())
            .mapToLong(i -> times.get(i) - times.get(i - 1))
            .max()
            .orElseThrow();
    LOG.log(
        System.Logger.Level.INFO,
        "largest gap in finality around a kill: {0} ms",
        Long.toString(Duration.ofNanos(gap).toMillis()));
    assertThat(Duration.ofNanos(gap)).isLessThan(Duration.ofSeconds(5));
  }

  private void haltAndResume(Cluster cluster) {
    cluster.kill(2);
    byte[] waiting = transaction();
    NodeClient client = cluster.client(0);
    long height = client.head().height();
    assertThat(client.submit(waiting, 3).getString("status")).isNotEqualTo("final");
    assertThat(client.head().height()).isEqualTo(height);
    cluster.start(2);
    await()
        .atMost(LONG)
        .until(() -> {
          client.submit(waiting, 1);
          return status(client, waiting, 0).equals("final");
        });
  }

  /// One that was away comes back from its disk; one that lost its disk does not sign again.
  private void lateAndLost(Cluster cluster) {
    for (int i = 0; i < 10; i++) {
      cluster.client(0).effect(transaction());
    }
    cluster.begin(3);
    Header head = cluster.client(0).head();
    cluster.node(3).awaitReady();
    await().atMost(LONG).until(() -> cluster.client(3).head().height() >= head.height());
    Header same = header(cluster.client(3), head.height());
    assertThat(same).isEqualTo(head);
    byte[] through = transaction();
    assertThat(cluster.client(3).submit(through, 60).getString("status")).isEqualTo("final");

    cluster.kill(3);
    cluster.wipe(3);
    cluster.begin(3);
    await().atMost(LONG).until(() -> cluster.log(3).contains("are not in its journal"));
  }

  @Test
  void takesAFreshOneInLate() throws Exception {
    try (Cluster cluster = new Cluster(fixture, folder)) {
      cluster.start(0, 1, 2);
      cluster.client(0).registerAll();
      for (int i = 0; i < 60; i++) {
        cluster.client(i % 3).effect(transaction());
      }
      Header head = cluster.client(0).head();
      cluster.start(3);
      await().atMost(LONG).until(() -> cluster.client(3).head().height() >= head.height());
      assertThat(header(cluster.client(3), head.height())).isEqualTo(head);
      assertThat(cluster.client(3).submit(transaction(), 60).getString("status"))
          .isEqualTo("final");
    }
  }

  private static Header header(NodeClient client, long height) {
    try {
      return Header.decode(client.blocks(height, 0).blocks().getFirst().header());
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Digest> recorded(NodeClient client) throws Exception {
    List<Digest> ids = new ArrayList<>();
    for (var block : client.blocks(0, 0).blocks()) {
      for (byte[] entry : block.entries()) {
        byte[] transaction = BlockEntry.decode(entry).transaction();
        if (transaction.length > 0) {
          ids.add(Digest.of(transaction));
        }
      }
    }
    return ids;
  }
}
