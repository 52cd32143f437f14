// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

import com.hedera.hapi.node.state.roster.Roster;
import com.hedera.hapi.node.state.roster.RosterEntry;
import com.hedera.hapi.platform.state.ConsensusSnapshot;
import com.hedera.pbj.runtime.io.buffer.Bytes;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.hiero.base.crypto.Hash;
import org.hiero.consensus.event.NoOpIntakeEventCounter;
import org.hiero.consensus.event.creator.impl.tipset.TipsetEventCreator;
import org.hiero.consensus.hashgraph.impl.DefaultConsensusEngine;
import org.hiero.consensus.metrics.noop.NoOpMetrics;
import org.hiero.consensus.model.event.PlatformEvent;
import org.hiero.consensus.model.hashgraph.ConsensusRound;
import org.hiero.consensus.model.hashgraph.EventWindow;
import org.hiero.consensus.model.node.NodeId;
import org.hiero.consensus.model.status.PlatformStatus;
import org.hiero.consensus.model.transaction.TimestampedTransaction;
import org.hiero.consensus.model.transaction.TransactionWrapper;
import org.hiero.consensus.orphan.DefaultOrphanBuffer;
import org.hiero.consensus.round.EventWindowUtils;

/// Orders by Hiero's hashgraph, embedded: asynchronous Byzantine fault tolerance without a leader.
///
/// Runs a roster of one. The protocol is the same for many, but what carries events between
/// gatekeepers is not part of this class, and a larger roster is refused rather than run without
/// it. One thread owns the library, which is not safe for several: it takes what waits, makes one
/// event of it, writes that event durably, feeds it to the consensus, and gives the listener each
/// round that this decides. While the listener works and the disk syncs, the next batch gathers.
/// Nothing waits and nothing is undecided: nothing is created.
@SuppressWarnings("removal") // the library has no other metrics that do nothing
public final class HashgraphEngine implements OrderingEngine {
  private static final System.Logger LOG = System.getLogger(HashgraphEngine.class.getName());
  private static final NodeId SELF = NodeId.of(0);

  /// The creator declined to make an event; nothing but time changes its mind.
  private static final long RETRY_NANOS = 5_000_000;

  private final List<String> roster;
  private final DefaultConsensusEngine consensus;
  private final DefaultOrphanBuffer orphans;
  private final TipsetEventCreator creator;
  private final EventJournal journal;
  private final EventCodec codec = new EventCodec();
  private final IntakeQueue intake = new IntakeQueue();
  private final InstantSource clock;
  private final Thread thread;

  /// Own events of this run with payloads that are in no round yet.
  private final Set<Hash> undecided = new HashSet<>();

  private final AtomicInteger undecidedPayloads = new AtomicInteger();

  private List<byte[]> batch = List.of();
  private RoundListener listener = round -> RoundListener.Outcome.PASSED;
  private volatile EngineState state = new EngineState.Starting();

  /// @param roster the members, of whom this is the only one
  /// @param folder where the journal lies
  /// @param signer signs events
  /// @param clock gives events their time
  public HashgraphEngine(
      List<String> roster, Path folder, EventSigner signer, InstantSource clock) {
    if (roster.size() != 1) {
      throw new IllegalArgumentException(
          "this engine orders for one gatekeeper; the roster names " + roster.size());
    }
    this.roster = List.copyOf(roster);
    this.clock = clock;
    this.journal = new EventJournal(folder, EventCodec::birthRound);
    EngineSettings settings = new EngineSettings();
    NoOpMetrics metrics = new NoOpMetrics();
    SourceTime time = new SourceTime(clock);
    Roster members =
        new Roster(List.of(RosterEntry.newBuilder().nodeId(SELF.id()).weight(1).build()));
    this.consensus =
        new DefaultConsensusEngine(settings, metrics, time, members, SELF, at -> false, 0);
    this.orphans = new DefaultOrphanBuffer(metrics, new NoOpIntakeEventCounter());
    this.creator =
        new TipsetEventCreator(
            settings,
            metrics,
            time,
            new SecureRandom(),
            hash -> Bytes.wrap(signer.sign(hash.toByteArray())),
            members,
            SELF,
            this::takeBatch);
    this.thread = Thread.ofPlatform().name("ordering").unstarted(this::run);
  }

  @Override
  public void start(byte[] snapshot, RoundListener rounds) {
    listener = rounds;
    consensus.updatePlatformStatus(PlatformStatus.REPLAYING_EVENTS);
    if (snapshot.length > 0) {
      startFrom(EventCodec.snapshot(snapshot));
    }
    journal.replay(event -> feed(codec.decode(event)));
    consensus.updatePlatformStatus(PlatformStatus.ACTIVE);
    state = new EngineState.Running();
    // Decides whatever an earlier run had accepted: its events are ancestors of this one.
    tick();
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
    return undecidedPayloads.get();
  }

  @Override
  public List<String> roster() {
    return roster;
  }

  @Override
  public List<Misbehaviour> evidence() {
    return List.of();
  }

  @Override
  public EngineState state() {
    return state;
  }

  /// Ends after the event in hand. What was accepted is ordered by the next start.
  @Override
  public void close() {
    if (state instanceof EngineState.Running) {
      state = new EngineState.Closed();
    }
    intake.wake();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    journal.close();
  }

  private void startFrom(ConsensusSnapshot snapshot) {
    EventWindow window =
        EventWindowUtils.createEventWindow(snapshot, EngineSettings.ROUNDS_NON_ANCIENT);
    consensus.outOfBandSnapshotUpdate(snapshot);
    orphans.setEventWindow(window);
    creator.setEventWindow(window);
  }

  /// The outermost loop of the node's heart. It catches everything, because a thread that died in
  /// silence would leave a node that looks alive.
  private void run() {
    try {
      while (state instanceof EngineState.Running) {
        order();
      }
    } catch (RuntimeException | Error | InterruptedException e) {
      state = new EngineState.Failed(String.valueOf(e.getMessage()));
      LOG.log(System.Logger.Level.ERROR, "the ordering engine stopped", e);
    } finally {
      intake.close();
    }
  }

  private void order() throws InterruptedException {
    IntakeQueue.Wait wait = !undecided.isEmpty() ? IntakeQueue.Wait.NOT : IntakeQueue.Wait.FOR_ONE;
    List<IntakeQueue.Waiting> waiting = intake.drain(wait);
    if (waiting.isEmpty() && undecided.isEmpty()) {
      return;
    }
    try {
      batch = IntakeQueue.payloads(waiting);
      int payloads = batch.size();
      PlatformEvent event = createEvent();
      journal.append(codec.encode(event));
      if (payloads > 0) {
        undecided.add(event.getHash());
        undecidedPayloads.addAndGet(payloads);
      }
      IntakeQueue.settle(waiting, Intake.ACCEPTED);
      feed(event);
    } finally {
      IntakeQueue.settle(waiting, Intake.CLOSED);
    }
  }

  private PlatformEvent createEvent() {
    PlatformEvent event = creator.maybeCreateEvent();
    while (event == null) {
      LockSupport.parkNanos(RETRY_NANOS);
      event = creator.maybeCreateEvent();
    }
    return codec.decode(codec.encode(event));
  }

  private List<TimestampedTransaction> takeBatch() {
    List<TimestampedTransaction> transactions = new ArrayList<>(batch.size());
    for (byte[] payload : batch) {
      transactions.add(new TimestampedTransaction(Bytes.wrap(payload), clock.instant()));
    }
    batch = List.of();
    return transactions;
  }

  private void feed(PlatformEvent first) {
    Deque<PlatformEvent> ready = new ArrayDeque<>(orphans.handleEvent(first));
    while (!ready.isEmpty()) {
      PlatformEvent event = ready.poll();
      creator.registerEvent(event);
      for (ConsensusRound round : consensus.addEvent(event).consensusRounds()) {
        deliver(round);
        creator.setEventWindow(round.getEventWindow());
        ready.addAll(orphans.setEventWindow(round.getEventWindow()));
      }
    }
  }

  private void deliver(ConsensusRound round) {
    List<OrderedTransaction> transactions = new ArrayList<>();
    for (PlatformEvent event : round.getConsensusEvents()) {
      transactions.addAll(transactions(event));
      if (undecided.remove(event.getHash())) {
        undecidedPayloads.addAndGet(-event.getTransactionCount());
      }
    }
    OrderedRound ordered =
        new OrderedRound(
            round.getRoundNum(),
            round.getConsensusTimestamp().toEpochMilli(),
            transactions,
            EventCodec.encode(round.getSnapshot()));
    if (listener.onRound(ordered) == RoundListener.Outcome.RECORDED) {
      journal.prune(round.getEventWindow().ancientThreshold());
    }
  }

  private List<OrderedTransaction> transactions(PlatformEvent event) {
    String origin = roster.get((int) event.getCreatorId().id());
    List<OrderedTransaction> transactions = new ArrayList<>();
    for (TransactionWrapper wrapper : event.getTransactions()) {
      byte[] payload = wrapper.getApplicationTransaction().toByteArray();
      if (payload.length > 1 && payload[0] == IntakeQueue.TRANSACTION) {
        byte[] transaction = Arrays.copyOfRange(payload, 1, payload.length);
        transactions.add(new OrderedTransaction(origin, transaction));
      }
    }
    return transactions;
  }
}
