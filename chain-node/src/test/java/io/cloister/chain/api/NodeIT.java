// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.chain.Fixture;
import io.cloister.chain.Fixture.TestWorker;
import io.cloister.chain.state.Effects;
import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.ChainParameters;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.Ending;
import io.cloister.protocol.chain.Header;
import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.signature.KeyId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeIT {
  @TempDir Path folder;

  private final Fixture fixture = new Fixture(3, new ChainParameters(3600, 3, 36_000, 1000, 3600));
  private final Map<KeyId, Operation.RevealResult> reveals = new HashMap<>();

  private Operation.AuthorizeJob authorize(NodeClient client) {
    Operation.AuthorizeJob job = Fixture.job(fixture.workers, 3, client.now() + 36_000_000);
    client.assigned(client.effect(fixture.sign(fixture.gateway, job)));
    for (TestWorker worker : fixture.workers) {
      reveals.put(worker.id(), Fixture.reveal(job.jobId(), 1, "42"));
    }
    return job;
  }

  private Effect commit(NodeClient client, TestWorker worker) {
    Operation.CommitResult commit =
        Fixture.commit(Objects.requireNonNull(reveals.get(worker.id())));
    return client.effect(fixture.sign(worker.keys(), commit));
  }

  private Effect reveal(NodeClient client, TestWorker worker) {
    return client.effect(
        fixture.sign(worker.keys(), Objects.requireNonNull(reveals.get(worker.id()))));
  }

  @Test
  void runsAJobAndSurvivesBeingKilledInEveryState() {
    NodeProcess.write(fixture, folder);
    NodeProcess node = NodeProcess.start(folder);
    try {
      node.client(fixture).registerAll();
      Operation.AuthorizeJob job = authorize(node.client(fixture));
      node = killed(node);
      for (TestWorker worker : fixture.workers) {
        commit(node.client(fixture), worker);
      }
      node = killed(node);
      Effect last = Effects.accepted();
      for (TestWorker worker : fixture.workers) {
        last = reveal(node.client(fixture), worker);
      }
      node = killed(node);
      NodeClient client = node.client(fixture);
      assertThat(last).isInstanceOfSatisfying(Effect.Accepted.class, NodeIT::isFinal);
      assertThat(client.json("/v1/jobs/" + job.jobId()).getString("state")).isEqualTo("final");
      assertThat(client.jobEntries(job.jobId())).hasSize(7);
      assertThat(client.json("/v1/workers").getList("")).hasSize(3);
      System.getLogger("NodeIT")
          .log(
              System.Logger.Level.INFO,
              "started in {0}, {1} MiB resident",
              node.startTime,
              node.residentMiB());
      assertThat(node.residentMiB()).isLessThan(220);
    } finally {
      node.close();
    }
  }

  @Test
  void keepsWhatItAcceptedWhenKilledUnderLoad() throws Exception {
    NodeProcess.write(fixture, folder);
    NodeProcess node = NodeProcess.start(folder);
    node.client(fixture).registerAll();
    NodeClient client = node.client(fixture);
    List<byte[]> jobs =
        IntStream.range(0, 40)
            .mapToObj(i -> Fixture.job(fixture.workers, 3, client.now() + 36_000_000))
            .map(job -> fixture.sign(fixture.gateway, job))
            .toList();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> accepted =
          jobs.stream()
              .map(job -> pool.submit(() -> client.submit(job, 0).getString("txId")))
              .toList();
      for (Future<String> answer : accepted) {
        answer.get();
      }
    }
    Header before = client.head();
    node.kill();
    try (NodeProcess again = NodeProcess.start(folder)) {
      NodeClient reader = again.client(fixture);
      for (byte[] job : jobs) {
        assertThat(
                reader
                    .json("/v1/transactions/" + Digest.of(job).hex() + "?wait=20")
                    .getString("status"))
            .isEqualTo("final");
      }
      Header same = Header.decode(reader.blocks(before.height(), 0).blocks().getFirst().header());
      assertThat(same).isEqualTo(before);
    }
  }

  @Test
  void refusesASimulatedRootInProduction() throws Exception {
    NodeProcess.write(fixture, folder);
    assertThat(NodeProcess.endsWithin(Duration.ofSeconds(60), folder, "production")).isNotZero();
    assertThat(Files.readString(folder.resolve("log"))).contains("accepts simulated evidence");
  }

  private NodeProcess killed(NodeProcess node) {
    Header before = node.client(fixture).head();
    node.kill();
    NodeProcess next = NodeProcess.start(folder);
    assertThat(next.client(fixture).head()).isEqualTo(before);
    return next;
  }

  private static void isFinal(Effect.Accepted accepted) {
    assertThat(accepted.events().getFirst())
        .isInstanceOfSatisfying(
            ChainEvent.JobEnded.class, ended -> assertThat(ended.ending()).isEqualTo(Ending.FINAL));
  }
}
