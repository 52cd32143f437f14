// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloister.attestation.Evidence;
import io.cloister.attestation.Octets;
import io.cloister.attestation.ReportData;
import io.cloister.enclave.attest.EvidenceProducer;
import io.cloister.enclave.boot.HealthServer.Readiness;
import io.cloister.enclave.channel.Backoff;
import io.cloister.enclave.channel.ChainClient;
import io.cloister.enclave.runtime.ChainWatch;
import io.cloister.enclave.runtime.Standings;
import io.cloister.enclave.runtime.Transactions;
import io.cloister.enclave.runtime.WorkerKeys;
import io.cloister.enclave.testing.TestChain;
import io.cloister.protocol.chain.LightClient;
import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A registrar against a chain in this process, whose rests end when the test says so.
final class RegistrarTest {
  private static final Duration VALIDITY = Duration.ofSeconds(90);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final BlockingQueue<Duration> rests = new LinkedBlockingQueue<>();
  private final Semaphore rested = new Semaphore(0);
  private final AtomicInteger failures = new AtomicInteger();
  private volatile Instant now = Instant.parse("2026-11-22T12:00:00Z");
  private final List<Thread> threads = new ArrayList<>();
  private TestChain chain;
  private final Standings standings = new Standings();
  private Registrar registrar;

  @BeforeEach
  void setUp() throws IOException {
    chain = new TestChain();
    chain.registeredFor = VALIDITY;
    ChainClient nodes = new ChainClient(List.of(chain.url()));
    Backoff backoff = new Backoff(chain.random);
    ChainWatch watch = new ChainWatch(new LightClient(chain.genesis), nodes, backoff);
    WorkerKeys keys = WorkerKeys.generate(chain.random);
    Transactions transactions =
        new Transactions(nodes, chain.genesis.digest(), keys.signing(), () -> now);
    watch.listen(transactions);
    EvidenceProducer echo = this::echo;
    registrar =
        new Registrar(
            new Registrar.Identity(
                chain.genesis.digest(), keys, "operator-1", chain.operator, "eu"),
            echo,
            watch,
            transactions,
            standings,
            () -> now,
            new Backoff(chain.random),
            this::rest);
    threads.add(Thread.ofVirtual().start(watch));
    await().atMost(PATIENCE).until(() -> watch.position() != null);
    threads.add(Thread.ofVirtual().start(registrar));
  }

  @AfterEach
  void tearDown() {
    threads.forEach(Thread::interrupt);
    chain.close();
  }

  /// Evidence that is nothing but what it was asked to say.
  private Evidence echo(ReportData reportData) throws IOException {
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IOException("the quoting service is down");
    }
    return new Evidence.SgxEvidence(Octets.of(reportData.toBytes()));
  }

  private void rest(Duration time) throws InterruptedException {
    if (time.isPositive()) {
      rests.add(time);
      rested.acquire();
    }
  }

  private Duration nextRest() throws InterruptedException {
    return Objects.requireNonNull(rests.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS), "no rest");
  }

  private List<byte[]> said() throws MalformedException {
    List<byte[]> said = new ArrayList<>();
    for (Operation operation : chain.operations()) {
      Operation.RegisterWorker registration = (Operation.RegisterWorker) operation;
      said.add(Evidence.decode(registration.evidence()).bytes().toBytes());
    }
    return said;
  }

  @Test
  void attestsAgainWithFreshEvidenceWhenTwoThirdsHavePassed() throws Exception {
    assertThat(nextRest()).isEqualTo(Duration.ofSeconds(60));
    Digest first = standings.current().orElseThrow().evidence();
    rested.release();
    assertThat(nextRest()).isEqualTo(Duration.ofSeconds(60));
    assertThat(said()).hasSize(2);
    assertThat(said().get(1)).as("bound to a newer block").isNotEqualTo(said().get(0));
    assertThat(standings.current().orElseThrow().evidence()).isNotEqualTo(first);
  }

  @Test
  void triesAgainUntilThePlatformGivesEvidence() throws Exception {
    assertThat(nextRest()).isEqualTo(Duration.ofSeconds(60));
    failures.set(3);
    rested.release();
    assertThat(nextRest()).isEqualTo(Duration.ofSeconds(60));
    assertThat(failures).hasValue(0);
    assertThat(said()).hasSize(2);
  }

  @Test
  void isReadyAsLongAsTheRegistrationHoldsAndAgainOnceItIsRenewed() throws Exception {
    assertThat(nextRest()).isPositive();
    assertThat(registrar.readiness()).isEqualTo(Readiness.UP);
    now = now.plus(VALIDITY).minusMillis(1);
    assertThat(registrar.readiness()).isEqualTo(Readiness.UP);
    now = now.plusMillis(1);
    assertThat(registrar.readiness()).as("lapsed").isEqualTo(Readiness.STARTING);
    rested.release();
    assertThat(nextRest()).isPositive();
    assertThat(registrar.readiness()).isEqualTo(Readiness.UP);
  }
}
