// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.api;

import io.cloister.chain.block.Chain;
import io.cloister.chain.consensus.EngineState;
import io.cloister.chain.consensus.OrderingEngine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;

/// Sees to it that deadlines fire on a quiet chain: asks for an empty round when one has passed by
/// this node's clock, and only then. A clock that is wrong asks too early or too late; the time
/// that counts is the consensus time.
final class Ticker implements AutoCloseable {
  /// How late a deadline may fire on an otherwise quiet chain, and how often a tick is repeated
  /// while the consensus time lags.
  private static final Duration PERIOD = Duration.ofMillis(100);

  private final Chain chain;
  private final OrderingEngine engine;
  private final InstantSource clock;
  private volatile boolean closed;

  Ticker(Chain chain, OrderingEngine engine, InstantSource clock) {
    this.chain = chain;
    this.engine = engine;
    this.clock = clock;
  }

  void start() {
    Thread.ofVirtual().name("ticker").start(this::run);
  }

  @Override
  public void close() {
    closed = true;
  }

  private void run() {
    try {
      while (!closed && engine.state() instanceof EngineState.Running) {
        OptionalLong next = chain.nextDeadline();
        if (next.isPresent() && next.getAsLong() <= clock.millis() && engine.pending() == 0) {
          engine.tick();
        }
        Thread.sleep(PERIOD);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
