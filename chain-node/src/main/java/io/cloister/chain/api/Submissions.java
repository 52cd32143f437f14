// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.api;

import io.cloister.chain.block.Chain;
import io.cloister.chain.block.Head;
import io.cloister.chain.block.Location;
import io.cloister.chain.consensus.Intake;
import io.cloister.chain.consensus.OrderedRound;
import io.cloister.chain.consensus.OrderingEngine;
import io.cloister.chain.consensus.RoundListener;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.encoding.Digest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/// Takes transactions in, once each, and knows what became of them. Sits between the engine and the
/// chain, so as to see each transaction arrive in its block.
final class Submissions implements RoundListener {
  private final Chain chain;
  private final OrderingEngine engine;
  private final IntConsumer catchUp;

  /// Handed in and not yet in a block. Bounded by what the engine takes.
  private final Map<Digest, CountDownLatch> pending = new ConcurrentHashMap<>();

  /// Handed in and in a block that is not certified yet, by its height.
  private final ConcurrentSkipListMap<Long, Queue<Digest>> uncertified =
      new ConcurrentSkipListMap<>();

  /// @param catchUp told whom to ask when this node is behind
  Submissions(Chain chain, OrderingEngine engine, IntConsumer catchUp) {
    this.chain = chain;
    this.engine = engine;
    this.catchUp = catchUp;
    chain.watch(this::certified);
  }

  /// What is known of a transaction.
  sealed interface Status {
    /// Nobody handed it in here.
    record Unknown() implements Status {}

    /// It waits to be ordered.
    record Pending() implements Status {}

    /// It is in a certified block.
    record Recorded(Location location, Effect effect) implements Status {}
  }

  /// Hands a transaction in. One that was accepted before is not handed in again; one that was
  /// rejected may be: what it lacked may have come about.
  ///
  /// @return what the engine said; accepted as well if there was nothing to do
  Intake submit(byte[] transaction) {
    Digest id = Digest.of(transaction);
    if (status(id) instanceof Status.Recorded(Location location, Effect.Accepted accepted)) {
      return Intake.ACCEPTED;
    }
    if (pending.putIfAbsent(id, new CountDownLatch(1)) != null) {
      return Intake.ACCEPTED;
    }
    Intake intake = engine.submit(transaction);
    if (intake != Intake.ACCEPTED) {
      settle(id);
    }
    return intake;
  }

  /// What is known of a transaction now.
  Status status(Digest id) {
    if (pending.containsKey(id)) {
      return new Status.Pending();
    }
    Optional<Location> location = chain.find(id);
    if (location.isEmpty()) {
      return chain.locate(id).isPresent() ? new Status.Pending() : new Status.Unknown();
    }
    return new Status.Recorded(location.get(), chain.entry(location.get()).effect());
  }

  /// Waits until a transaction is in a block, or the time is up.
  Status await(Digest id, Duration atMost) {
    CountDownLatch latch = pending.get(id);
    if (latch != null) {
      try {
        boolean settled = latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        return settled ? status(id) : new Status.Pending();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return status(id);
  }

  @Override
  public Outcome onRound(OrderedRound round) {
    Outcome outcome = chain.onRound(round);
    recorded(round.transactions().stream().map(each -> Digest.of(each.bytes())).toList());
    return outcome;
  }

  @Override
  public void behind(int peer) {
    catchUp.accept(peer);
  }

  /// Looks for all that wait, after blocks came in by another way.
  void recheck() {
    recorded(List.copyOf(pending.keySet()));
  }

  private void recorded(List<Digest> ids) {
    for (Digest id : ids) {
      if (pending.containsKey(id)) {
        chain
            .locate(id)
            .ifPresent(place ->
                uncertified
                    .computeIfAbsent(place.height(), height -> new ConcurrentLinkedQueue<>())
                    .add(id));
      }
    }
    certified(chain.head());
  }

  /// Tells whoever waits for a block that is certified now.
  private void certified(Head head) {
    if (!head.isCertified()) {
      return;
    }
    NavigableMap<Long, Queue<Digest>> done = uncertified.headMap(head.height(), true);
    while (!done.isEmpty()) {
      Map.Entry<Long, Queue<Digest>> first = done.pollFirstEntry();
      if (first != null) {
        first.getValue().forEach(this::settle);
      }
    }
  }

  private void settle(Digest id) {
    CountDownLatch latch = pending.remove(id);
    if (latch != null) {
      latch.countDown();
    }
  }
}
