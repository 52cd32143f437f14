// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.runtime;

import io.cloister.protocol.chain.BlockEntry;
import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.ChainFollower;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.Header;
import io.cloister.protocol.chain.WorkerEvent;
import io.cloister.protocol.chain.WorkerOperation;
import io.cloister.protocol.chain.WorkerState;
import io.cloister.protocol.signature.KeyId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;

/// Shows the chain that this worker lives, when the chain asks for it and when it has given the
/// worker up. One heartbeat is under way at a time: it answers whatever came before it.
final class Heartbeats implements BlockListener {
  /// To come back after the chain has given the worker up.
  private static final Duration RETURN_TIME = Duration.ofSeconds(30);

  private final KeyId self;
  private final Transactions transactions;
  private final InstantSource clock;
  private final Semaphore free = new Semaphore(1);

  Heartbeats(KeyId self, Transactions transactions, InstantSource clock) {
    this.self = self;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public void on(ChainFollower.Followed block) {
    for (BlockEntry entry : block.entries()) {
      if (entry.effect() instanceof Effect.Accepted(var events)) {
        events.forEach(event -> heed(event, block.header()));
      }
    }
  }

  private void heed(ChainEvent event, Header header) {
    switch (event) {
      case WorkerEvent.HeartbeatsDue due when due.workers().contains(self) ->
          answer(header, Instant.ofEpochMilli(due.answerBy()));
      case WorkerEvent.WorkerStateChanged changed
          when changed.workerId().equals(self) && changed.state() == WorkerState.UNRESPONSIVE ->
          answer(header, clock.instant().plus(RETURN_TIME));
      default -> {}
    }
  }

  private void answer(Header header, Instant answerBy) {
    if (free.tryAcquire()) {
      Thread.ofVirtual().name("heartbeat").start(() -> beat(header, answerBy));
    }
  }

  private void beat(Header header, Instant answerBy) {
    try {
      transactions.submit(new WorkerOperation.Heartbeat(header.height(), header.hash()), answerBy);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      free.release();
    }
  }
}
