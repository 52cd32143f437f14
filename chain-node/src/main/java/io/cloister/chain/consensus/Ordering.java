// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

import com.hedera.pbj.runtime.io.buffer.Bytes;
import io.cloister.chain.gossip.Mesh;
import io.cloister.chain.gossip.Message.NewEvent;
import io.cloister.chain.gossip.Message.SyncReply;
import io.cloister.chain.gossip.Message.SyncRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hiero.consensus.model.event.PlatformEvent;
import org.hiero.consensus.model.hashgraph.ConsensusRound;
import org.hiero.consensus.model.transaction.TimestampedTransaction;
import org.jspecify.annotations.Nullable;

/// One member's part in the order, as a state machine without threads: messages and time go in,
/// messages and rounds come out. The same inputs give the same outputs, which is what a simulation
/// of many members rests on.
///
/// | state | on | does | next |
/// |---|---|---|---|
/// | observing | a quorum answers what this member lacks | | silent |
/// | silent | a payload, its own or anyone's | makes an event | talking |
/// | talking | news, and its pace allows | makes an event, durable before it is sent | talking |
/// | talking | all payloads it knows of are in rounds | | silent |
/// | any | a parent is missing that a peer holds no more | asks for certified blocks | the same |
/// | any | an own event that it does not know | stops for good: its journal is lost | failed |
///
/// Trusts the library for the order, its own disk, and no peer: less than a third of the weight may
/// lie.
final class Ordering implements Hashgraph.Sink {
  private final Setup setup;
  private final Epoch epoch;
  private final Mesh mesh;
  private final EventJournal journal;
  private final IntakeQueue intake;
  private final Shelf shelf = new Shelf();
  private final Loose loose = new Loose();
  private final Doorkeeper door;
  private final Courtesy courtesy;
  private final Undecided undecided;
  private final Pace pace;
  private final Set<Integer> inSync = new HashSet<>();
  private List<IntakeQueue.Waiting> inHand = List.of();
  private @Nullable PlatformEvent lastOwn;
  private Hashgraph graph;
  private RoundListener listener = round -> RoundListener.Outcome.PASSED;
  private boolean observing = true;
  private boolean replaying;

  /// What a member is made of.
  ///
  /// @param hashgraph the library's part
  /// @param mesh carries messages
  /// @param journal keeps events
  /// @param intake holds this member's payloads
  /// @param behind hears that a peer has to be asked for blocks
  record Setup(
      Hashgraph.Setup hashgraph,
      Mesh mesh,
      EventJournal journal,
      IntakeQueue intake,
      Behind behind) {}

  /// Hears that events are needed which a peer holds no more.
  @FunctionalInterface
  interface Behind {
    /// @param peer who may have blocks instead
    void behind(int peer);
  }

  /// @param now nanoseconds of a clock that never goes back
  Ordering(Setup setup, long now) {
    this.setup = setup;
    this.epoch = setup.hashgraph().epoch();
    this.mesh = setup.mesh();
    this.journal = setup.journal();
    this.intake = setup.intake();
    this.door = new Doorkeeper(epoch, shelf, loose, now);
    this.courtesy = new Courtesy(mesh, shelf, loose);
    this.undecided = new Undecided(epoch.self());
    this.pace = new Pace(epoch.size(), now);
    this.graph = newGraph();
  }

  /// Replays what an earlier run had.
  ///
  /// @param snapshot of the last round that the listener recorded; empty: none
  void start(byte[] snapshot, RoundListener rounds) {
    listener = rounds;
    journal.recover();
    byte[] last = journal.lastOwn();
    if (last != null) {
      lastOwn = EventCodec.decode(last, setup.hashgraph().clock().instant());
    }
    begin(snapshot);
    replaying = true;
    journal.replay(
        bytes -> graph.add(EventCodec.decode(bytes, setup.hashgraph().clock().instant())));
    replaying = false;
    graph.replayed();
    observing = !epoch.isQuorum(Set.of(epoch.self()));
  }

  /// Goes on from a snapshot of somebody else's round, after the listener has taken the blocks
  /// over.
  void restartFrom(byte[] snapshot) {
    List<PlatformEvent> held = shelf.all();
    List<PlatformEvent> own = undecided.own();
    loose.clear();
    undecided.clear();
    graph = newGraph();
    begin(snapshot);
    replaying = true;
    held.stream().filter(event -> !graph.window().isAncient(event)).forEach(graph::add);
    replaying = false;
    graph.replayed();
    // Its payloads may have been ordered in the rounds that were skipped; the chain knows.
    own.stream()
        .filter(event -> !undecided.holds(event.getHash()))
        .forEach(event -> intake.again(Undecided.payloads(event)));
    mesh.peers().forEach(courtesy::ask);
  }

  /// A peer is there.
  void connected(int peer, long now) {
    courtesy.ask(peer);
    pace.progress(now);
  }

  /// A peer is gone.
  void disconnected(int peer) {
    courtesy.forget(peer);
    inSync.remove(peer);
  }

  /// A peer seems to have what this member lacks.
  void hint(int peer) {
    courtesy.ask(peer);
  }

  /// An event came in by itself; its signature has been checked.
  void pushed(int peer, PlatformEvent event, long now) {
    if (door.admitsUnasked(event, graph.window(), now)) {
      take(event);
    }
    if (loose.wantsAny()) {
      courtesy.askUnlessItComes(peer, now);
    }
  }

  /// A peer asks.
  void asked(int peer, SyncRequest request) {
    courtesy.answer(peer, request);
  }

  /// A peer answers; the signatures of its events have been checked.
  void answered(int peer, SyncReply reply, List<PlatformEvent> events, long now) {
    if (!courtesy.expects(peer)) {
      return;
    }
    courtesy.answered(peer, now);
    for (PlatformEvent event : events) {
      if (door.admits(event, graph.window())) {
        take(event);
      }
    }
    if (door.isFuture(events, graph.window()) || loose.wantsBefore(reply.floor())) {
      setup.behind().behind(peer);
    } else if (reply.rest() > 0 || loose.wantsAny()) {
      courtesy.ask(peer);
    } else {
      inSync.add(peer);
    }
  }

  /// Does what is due, and says in how many nanoseconds something will be.
  long step(long now) {
    settleObserving();
    boolean talks = !observing && (!intake.isEmpty() || !undecided.isEmpty());
    if (!talks) {
      pace.progress(now);
    } else if (pace.isDue(now)) {
      talk(now);
    }
    if (talks && pace.isStalled(now)) {
      nudge();
    }
    courtesy.step(now, door.shunned());
    return pace.untilDue(now, talks || courtesy.isDue());
  }

  /// Proof of members who forked.
  List<Misbehaviour> evidence() {
    return door.evidence();
  }

  boolean isObserving() {
    return observing;
  }

  int pending() {
    return undecided.ownPayloads();
  }

  @Override
  public void released(PlatformEvent event) {
    shelf.put(event);
    loose.remove(event);
    if (!replaying && event.getCreatorId().id() != epoch.self()) {
      journal.append(EventCodec.encode(event));
    }
  }

  @Override
  public void undecided(PlatformEvent event) {
    undecided.add(event);
  }

  @Override
  public void stale(PlatformEvent event) {
    if (event.getCreatorId().id() == epoch.self() && undecided.holds(event.getHash())) {
      intake.again(Undecided.payloads(event));
    }
    undecided.remove(event);
  }

  @Override
  public void round(ConsensusRound round) {
    List<OrderedTransaction> transactions = new ArrayList<>();
    for (PlatformEvent event : round.getConsensusEvents()) {
      transactions.addAll(transactions(event));
      undecided.remove(event);
    }
    journal.force();
    OrderedRound ordered =
        new OrderedRound(
            round.getRoundNum(),
            round.getConsensusTimestamp().toEpochMilli(),
            transactions,
            EventCodec.encode(round.getSnapshot()));
    if (listener.onRound(ordered) == RoundListener.Outcome.RECORDED) {
      long floor = round.getEventWindow().ancientThreshold();
      journal.prune(floor);
      shelf.prune(floor - EngineSettings.ROUNDS_NON_ANCIENT);
    }
    loose.prune(round.getEventWindow());
    pace.decided();
  }

  private Hashgraph newGraph() {
    Hashgraph made = new Hashgraph(setup.hashgraph(), this::payloads, this);
    door.shunned().forEach(made::shun);
    return made;
  }

  private void begin(byte[] snapshot) {
    if (lastOwn != null) {
      graph.rememberOwn(lastOwn);
    }
    if (snapshot.length > 0) {
      graph.startFrom(EventCodec.snapshot(snapshot));
      shelf.prune(graph.window().ancientThreshold() - EngineSettings.ROUNDS_NON_ANCIENT);
    }
  }

  private void take(PlatformEvent event) {
    Optional<Misbehaviour> fork = door.fork(event);
    if (fork.isPresent()) {
      graph.shun((int) event.getCreatorId().id());
    }
    loose.put(event, graph.window(), shelf::holds);
    graph.add(event);
  }

  private void settleObserving() {
    if (observing) {
      Set<Integer> all = new HashSet<>(inSync);
      all.add(epoch.self());
      observing = !epoch.isQuorum(all);
    }
  }

  private void talk(long now) {
    boolean silence = undecided.isEmpty();
    Optional<PlatformEvent> made = graph.create();
    if (made.isEmpty() && silence) {
      made = graph.breakSilence();
    }
    if (made.isPresent()) {
      pace.talked(now);
      say(made.get());
    } else {
      pace.hadNothing(now);
    }
  }

  /// Makes an event durable, then sends it, then counts it.
  private void say(PlatformEvent made) {
    try {
      byte[] bytes = EventCodec.encode(made);
      journal.append(bytes);
      journal.force();
      IntakeQueue.settle(inHand, Intake.ACCEPTED);
      mesh.broadcast(new NewEvent(bytes));
      PlatformEvent event = EventCodec.decode(bytes, made.getTimeReceived());
      lastOwn = event;
      graph.add(event);
    } finally {
      IntakeQueue.settle(inHand, Intake.CLOSED);
      inHand = List.of();
    }
  }

  /// Nothing has moved for a while: peers may have missed what was sent.
  private void nudge() {
    if (lastOwn != null) {
      mesh.broadcast(new NewEvent(EventCodec.encode(lastOwn)));
    }
    mesh.peers().forEach(courtesy::ask);
  }

  private List<TimestampedTransaction> payloads() {
    inHand = intake.drain();
    return IntakeQueue.payloads(inHand).stream()
        .map(payload ->
            new TimestampedTransaction(Bytes.wrap(payload), setup.hashgraph().clock().instant()))
        .toList();
  }

  private List<OrderedTransaction> transactions(PlatformEvent event) {
    String origin = epoch.name((int) event.getCreatorId().id());
    return Undecided.payloads(event).stream()
        .filter(payload -> payload.length > 1 && payload[0] == IntakeQueue.TRANSACTION)
        .map(payload ->
            new OrderedTransaction(origin, Arrays.copyOfRange(payload, 1, payload.length)))
        .toList();
  }
}
