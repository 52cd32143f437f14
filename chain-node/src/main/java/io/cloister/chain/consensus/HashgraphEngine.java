// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

import io.cloister.chain.gossip.Mesh;
import io.cloister.chain.gossip.Message;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.hiero.consensus.model.event.PlatformEvent;

/// Orders by Hiero's hashgraph, embedded: asynchronous Byzantine fault tolerance without a leader.
///
/// One thread owns the [Ordering], which is not safe for several; events that peers send are
/// checked on the threads that bring them, and wait in a bounded mailbox. While the listener works
/// and the disk syncs, the next batch gathers.
public final class HashgraphEngine implements OrderingEngine {
  private static final System.Logger LOG = System.getLogger(HashgraphEngine.class.getName());

  /// Messages that wait; a peer that sends more waits itself.
  private static final int MAX_MESSAGES = 1_024;

  /// Messages between two looks at the clock.
  private static final int MESSAGES_AT_ONCE = 64;

  /// Between two looks whether an engine with a full mailbox has ended.
  private static final long OFFER_MILLIS = 100;

  /// How long a request waits for an event to carry its transaction.
  private static final long PATIENCE_NANOS = 5_000_000_000L;

  /// Between two looks for such requests.
  private static final long REFUSAL_NANOS = 1_000_000_000L;

  private final Epoch epoch;
  private final EventChecks checks;
  private final EventJournal journal;
  private final IntakeQueue intake;
  private final Ordering ordering;
  private final BlockingQueue<Runnable> mailbox = new ArrayBlockingQueue<>(MAX_MESSAGES);
  private final Thread thread;
  private RoundListener listener = round -> RoundListener.Outcome.PASSED;
  private long nextRefusal = System.nanoTime();
  private volatile List<Misbehaviour> evidence = List.of();
  private volatile EngineState state = new EngineState.Starting();

  /// @param epoch who takes part
  /// @param folder where the journal lies
  /// @param mesh carries messages to the other members
  /// @param signer signs in this member's name
  /// @param clock gives events their time
  public HashgraphEngine(
      Epoch epoch, Path folder, Mesh mesh, EventSigner signer, InstantSource clock) {
    this.epoch = epoch;
    this.checks = new EventChecks(epoch, clock);
    this.journal =
        new EventJournal(
            folder, EventCodec::birthRound, event -> EventCodec.creator(event) == epoch.self());
    this.thread = Thread.ofPlatform().name("ordering").unstarted(this::run);
    this.intake = new IntakeQueue(() -> LockSupport.unpark(thread));
    Hashgraph.Setup hashgraph = new Hashgraph.Setup(epoch, signer, new SecureRandom(), clock);
    this.ordering =
        new Ordering(
            new Ordering.Setup(hashgraph, mesh, journal, intake, peer -> listener.behind(peer)),
            System.nanoTime());
  }

  @Override
  public void start(byte[] snapshot, RoundListener rounds) {
    listener = rounds;
    ordering.start(snapshot, rounds);
    settleState();
    thread.start();
  }

  @Override
  public Intake submit(byte[] transaction) {
    if (!(state instanceof EngineState.Running)) {
      return Intake.CLOSED;
    }
    return intake.submit(transaction);
  }

  @Override
  public void tick() {
    intake.tick();
  }

  @Override
  public int pending() {
    return ordering.pending();
  }

  @Override
  public List<String> roster() {
    return epoch.roster().members().stream().map(member -> member.name()).toList();
  }

  @Override
  public List<Misbehaviour> evidence() {
    return evidence;
  }

  @Override
  public EngineState state() {
    return state;
  }

  /// A peer is there.
  public void connected(int peer) {
    post(() -> ordering.connected(peer, System.nanoTime()));
  }

  /// A peer is gone.
  public void disconnected(int peer) {
    post(() -> ordering.disconnected(peer));
  }

  /// A peer said something. What is not about events is ignored.
  public void received(int peer, Message message) {
    switch (message) {
      case Message.NewEvent(var bytes) -> checks.check(bytes).ifPresent(event -> push(peer, event));
      case Message.SyncRequest request -> post(() -> ordering.asked(peer, request));
      case Message.SyncReply reply -> {
        List<PlatformEvent> events =
            reply.events().stream().map(checks::check).flatMap(Optional::stream).toList();
        post(() -> ordering.answered(peer, reply, events, System.nanoTime()));
      }
      case Message.Cosigned _, Message.Certified _, Message.BlocksRequest _, Message.Blocks _ -> {}
    }
  }

  /// A peer seems to have what this member lacks.
  public void hint(int peer) {
    post(() -> ordering.hint(peer));
  }

  /// Has somebody else's rounds taken over between two of its own, and goes on from there.
  ///
  /// @param takeOver takes them over; gives the snapshot to go on from, empty if nothing was new
  public void adopt(Supplier<byte[]> takeOver) {
    post(() -> {
      byte[] snapshot = takeOver.get();
      if (snapshot.length > 0) {
        ordering.restartFrom(snapshot);
      }
    });
  }

  /// Ends after the event in hand. What was accepted is ordered by the next start.
  @Override
  public void close() {
    become(new EngineState.Closed());
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    journal.close();
  }

  private void push(int peer, PlatformEvent event) {
    post(() -> ordering.pushed(peer, event, System.nanoTime()));
  }

  private void post(Runnable task) {
    try {
      while (!isOver() && !mailbox.offer(task, OFFER_MILLIS, TimeUnit.MILLISECONDS)) {
        LockSupport.unpark(thread);
      }
      LockSupport.unpark(thread);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The outermost loop of the node's heart. It catches everything, because a thread that died in
  /// silence would leave a node that looks alive.
  private void run() {
    try {
      while (!isOver()) {
        order();
      }
    } catch (RuntimeException | Error e) {
      become(new EngineState.Failed(String.valueOf(e.getMessage())));
      LOG.log(System.Logger.Level.ERROR, "the ordering engine stopped", e);
    } finally {
      intake.close();
    }
  }

  private void order() {
    Runnable task = mailbox.poll();
    for (int taken = 0; task != null; taken++) {
      task.run();
      task = taken < MESSAGES_AT_ONCE ? mailbox.poll() : null;
    }
    long now = System.nanoTime();
    long wait = ordering.step(now);
    if (now - nextRefusal >= 0) {
      intake.refuseBefore(now - PATIENCE_NANOS);
      nextRefusal = now + REFUSAL_NANOS;
    }
    evidence = ordering.evidence();
    settleState();
    if (mailbox.isEmpty() && wait > 0 && !isOver()) {
      LockSupport.parkNanos(this, wait);
    }
  }

  /// Starting until the member knows that it lacks nothing.
  private void settleState() {
    if (state instanceof EngineState.Starting && !ordering.isObserving()) {
      become(new EngineState.Running());
    }
  }

  /// An engine that is over stays so.
  private synchronized void become(EngineState next) {
    if (!isOver()) {
      state = next;
    }
  }

  private boolean isOver() {
    EngineState now = state;
    return now instanceof EngineState.Closed || now instanceof EngineState.Failed;
  }
}
