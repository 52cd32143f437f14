// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.block;

import static io.cloister.chain.block.Driver.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.chain.Fixture;
import io.cloister.chain.Fixture.TestWorker;
import io.cloister.chain.state.Effects;
import io.cloister.chain.storage.StorageException;
import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.ChainFollower;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.Ending;
import io.cloister.protocol.chain.Finality;
import io.cloister.protocol.chain.Header;
import io.cloister.protocol.chain.LightClient;
import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.signature.KeyId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainTest {
  @TempDir Path folder;

  /// Runs one job from authorisation to its end, with three workers that agree.
  private static ChainEvent.JobEnded runJob(Driver driver, Operation.AuthorizeJob job) {
    ChainEvent.JobAssigned assigned =
        (ChainEvent.JobAssigned) events(driver.one(driver.fixture.gateway, job)).getFirst();
    Map<KeyId, Operation.RevealResult> reveals = new HashMap<>();
    List<TestWorker> workers =
        driver.fixture.workers.stream()
            .filter(worker -> assigned.workers().contains(worker.id()))
            .toList();
    Effect last = Effects.accepted();
    for (TestWorker worker : workers) {
      Operation.RevealResult reveal = Fixture.reveal(job.jobId(), 1, "42");
      reveals.put(worker.id(), reveal);
      last = driver.one(worker.keys(), Fixture.commit(reveal));
    }
    assertThat(events(last).getFirst()).isInstanceOf(ChainEvent.RevealOpened.class);
    for (TestWorker worker : workers) {
      last = driver.one(worker.keys(), Objects.requireNonNull(reveals.get(worker.id())));
    }
    return (ChainEvent.JobEnded) events(last).getFirst();
  }

  @Test
  void takesAJobFromAuthorisationToItsEnd() throws Exception {
    try (Driver driver = new Driver(new Fixture(4), folder)) {
      driver.registerAll();
      Operation.AuthorizeJob job = driver.job(3);
      ChainEvent.JobEnded ended = runJob(driver, job);
      assertThat(ended.ending()).isEqualTo(Ending.FINAL);
      assertThat(ended.agreeing()).hasSize(3).contains(ended.receiptWorker());
      assertThat(ended.dissenting()).isEmpty();
      assertThat(driver.chain.find(job.jobId())).hasSize(7);
    }
  }

  @Test
  void provesEveryEntryToALightClient() throws Exception {
    try (Driver driver = new Driver(new Fixture(3), folder)) {
      driver.registerAll();
      Operation.AuthorizeJob job = driver.job(3);
      runJob(driver, job);
      LightClient client = new LightClient(driver.fixture.genesis);
      for (Location location : driver.chain.find(job.jobId())) {
        assertThat(client.verify(driver.chain.prove(location))).isInstanceOf(Finality.Final.class);
      }
      var head = driver.chain.headProof();
      assertThat(client.verify(head.header(), head.certificate()))
          .isInstanceOf(Finality.Final.class);
    }
  }

  @Test
  void findsATransactionWhereItWasAccepted() throws Exception {
    try (Driver driver = new Driver(new Fixture(3), folder)) {
      driver.registerAll();
      byte[] transaction = driver.fixture.sign(driver.fixture.gateway, driver.job(3));
      driver.round(transaction);
      long height = driver.chain.head().height();
      assertThat(driver.round(transaction)).as("it is not executed again").isEmpty();
      assertThat(driver.chain.find(Digest.of(transaction))).contains(new Location(height, 0));
    }
  }

  @Test
  void makesNoBlockOfARoundThatRecordsNothing() throws Exception {
    try (Driver driver = new Driver(new Fixture(1), folder)) {
      driver.round();
      assertThat(driver.chain.head().height()).isZero();
    }
  }

  @Test
  void comesBackWithTheSameHeadAndGoesOn() throws Exception {
    Fixture fixture = new Fixture(3);
    Header head;
    Operation.AuthorizeJob running;
    try (Driver driver = new Driver(fixture, folder)) {
      driver.registerAll();
      runJob(driver, driver.job(3));
      running = driver.job(3);
      driver.one(fixture.gateway, running);
      head = driver.chain.head().header();
    }
    try (Driver driver = new Driver(fixture, folder)) {
      assertThat(driver.chain.head().header()).isEqualTo(head);
      assertThat(driver.chain.jobs().view(running.jobId())).isPresent();
      assertThat(driver.chain.workers().all()).hasSize(3);
      assertThat(runJob(driver, driver.job(3)).ending()).isEqualTo(Ending.FINAL);
    }
  }

  @Test
  void rebuildsWhatFollowsFromTheBlocks() throws Exception {
    Fixture fixture = new Fixture(3);
    Operation.AuthorizeJob job;
    List<Location> entries;
    try (Driver driver = new Driver(fixture, folder)) {
      driver.registerAll();
      job = driver.job(3);
      runJob(driver, job);
      entries = driver.chain.find(job.jobId());
    }
    Files.delete(folder.resolve("index"));
    Files.delete(folder.resolve("offsets"));
    try (var files = Files.list(folder.resolve("log"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    try (Driver driver = new Driver(fixture, folder)) {
      assertThat(driver.chain.find(job.jobId())).isEqualTo(entries);
      assertThat(new LightClient(fixture.genesis).verify(driver.chain.prove(entries.getLast())))
          .isInstanceOf(Finality.Final.class);
    }
  }

  @Test
  void cutsATornBlockOffAndRefusesADamagedOne() throws Exception {
    Fixture fixture = new Fixture(1);
    long height;
    try (Driver driver = new Driver(fixture, folder)) {
      driver.registerAll();
      driver.one(fixture.gateway, driver.job(1));
      height = driver.chain.head().height();
    }
    Path blocks = folder.resolve("blocks");
    Files.write(blocks, new byte[] {0, 0, 9, 9, 1}, StandardOpenOption.APPEND);
    try (Driver driver = new Driver(fixture, folder)) {
      assertThat(driver.chain.head().height()).isEqualTo(height);
    }
    byte[] bytes = Files.readAllBytes(blocks);
    bytes[700] ^= 1;
    Files.write(blocks, bytes);
    assertThatThrownBy(() -> new Driver(fixture, folder)).isInstanceOf(StorageException.class);
  }

  @Test
  void refusesTheFolderOfAnotherChain() throws Exception {
    new Driver(new Fixture(1), folder).close();
    Fixture other = new Fixture(1);
    assertThatThrownBy(() -> new Driver(other, folder))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("another chain");
  }

  @Test
  void servesBlocksThatAFollowerAccepts() throws Exception {
    try (Driver driver = new Driver(new Fixture(3), folder)) {
      driver.registerAll();
      runJob(driver, driver.job(3));
      ChainFollower follower =
          new ChainFollower(new LightClient(driver.fixture.genesis), ChainFollower.Cursor.START);
      int entries = 0;
      for (long from = 0; from <= driver.chain.head().height(); from += 4) {
        for (ChainFollower.Followed block : follower.accept(driver.chain.range(from, 4))) {
          entries += block.entries().size();
        }
      }
      assertThat(entries).isEqualTo(10);
      assertThat(follower.cursor().height()).isEqualTo(driver.chain.head().height());
    }
  }
}
