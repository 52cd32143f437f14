// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

import com.hedera.hapi.platform.state.ConsensusSnapshot;
import com.hedera.pbj.runtime.io.buffer.Bytes;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.hiero.consensus.event.FutureEventBuffer;
import org.hiero.consensus.event.FutureEventBufferingOption;
import org.hiero.consensus.event.NoOpIntakeEventCounter;
import org.hiero.consensus.event.creator.impl.tipset.TipsetEventCreator;
import org.hiero.consensus.hashgraph.impl.ConsensusEngineOutput;
import org.hiero.consensus.hashgraph.impl.DefaultConsensusEngine;
import org.hiero.consensus.metrics.noop.NoOpMetrics;
import org.hiero.consensus.model.event.PlatformEvent;
import org.hiero.consensus.model.hashgraph.ConsensusRound;
import org.hiero.consensus.model.hashgraph.EventWindow;
import org.hiero.consensus.model.quiescence.QuiescenceCommand;
import org.hiero.consensus.model.status.PlatformStatus;
import org.hiero.consensus.model.transaction.EventTransactionSupplier;
import org.hiero.consensus.orphan.DefaultOrphanBuffer;
import org.hiero.consensus.round.EventWindowUtils;

/// The consensus library, fed with one event after another. Not safe for use by several threads.
@SuppressWarnings("removal") // the library has no other metrics that do nothing
final class Hashgraph {
  private final DefaultConsensusEngine consensus;
  private final DefaultOrphanBuffer orphans;
  private final TipsetEventCreator creator;

  /// Keeps events from the creator that were born later than its next event will be: a child must
  /// not be older than its parents.
  private final FutureEventBuffer tooNew;

  private final Sink sink;
  private final Set<Integer> shunned = new HashSet<>();
  private EventWindow window = EventWindow.getGenesisEventWindow();

  /// Hears what becomes of events.
  interface Sink {
    /// All parents of the event are there, or too old to matter.
    void released(PlatformEvent event);

    /// The event has its parents and waits to be ordered.
    void undecided(PlatformEvent event);

    /// The event grew too old before it could be ordered: it never will be.
    void stale(PlatformEvent event);

    /// A round is ordered.
    void round(ConsensusRound round);
  }

  /// What the library is made of.
  ///
  /// @param epoch who takes part
  /// @param signer signs this member's events
  /// @param random the library's coins; must be secure
  /// @param clock gives events their time
  record Setup(Epoch epoch, EventSigner signer, SecureRandom random, InstantSource clock) {}

  /// @param payloads gives what the next event carries; called once for each event made
  Hashgraph(Setup setup, EventTransactionSupplier payloads, Sink sink) {
    this.sink = sink;
    Epoch epoch = setup.epoch();
    EngineSettings settings = new EngineSettings();
    NoOpMetrics metrics = new NoOpMetrics();
    SourceTime time = new SourceTime(setup.clock());
    this.consensus =
        new DefaultConsensusEngine(
            settings, metrics, time, epoch.libraryRoster(), epoch.selfId(), at -> false, 0);
    this.orphans = new DefaultOrphanBuffer(metrics, new NoOpIntakeEventCounter());
    this.creator =
        new TipsetEventCreator(
            settings,
            metrics,
            time,
            setup.random(),
            hash -> Bytes.wrap(setup.signer().sign(epoch.message(hash.toByteArray()))),
            epoch.libraryRoster(),
            epoch.selfId(),
            payloads);
    this.tooNew =
        new FutureEventBuffer(metrics, FutureEventBufferingOption.EVENT_BIRTH_ROUND, "creator");
    consensus.updatePlatformStatus(PlatformStatus.REPLAYING_EVENTS);
  }

  /// Names this member's last event before anything else. A member that forgot it would make
  /// another child of an older event, and that is a fork.
  void rememberOwn(PlatformEvent last) {
    creator.registerEvent(last);
  }

  /// Goes on after a round that was ordered before.
  void startFrom(ConsensusSnapshot snapshot) {
    window = EventWindowUtils.createEventWindow(snapshot, EngineSettings.ROUNDS_NON_ANCIENT);
    consensus.outOfBandSnapshotUpdate(snapshot);
    orphans.setEventWindow(window);
    creator.setEventWindow(window);
    tooNew.updateEventWindow(window);
  }

  /// Says that what an earlier run had is replayed, and new events follow.
  void replayed() {
    consensus.updatePlatformStatus(PlatformStatus.ACTIVE);
  }

  /// Never makes a member's events parents of own ones again.
  void shun(int member) {
    shunned.add(member);
  }

  /// Which events still matter.
  EventWindow window() {
    return window;
  }

  void add(PlatformEvent first) {
    Deque<PlatformEvent> ready = new ArrayDeque<>(orphans.handleEvent(first));
    while (!ready.isEmpty()) {
      PlatformEvent event = ready.poll();
      sink.released(event);
      PlatformEvent usable = tooNew.addEvent(event);
      if (usable != null) {
        offer(usable);
      }
      ConsensusEngineOutput output = consensus.addEvent(event);
      output.preConsensusEvents().forEach(sink::undecided);
      for (ConsensusRound round : output.consensusRounds()) {
        window = round.getEventWindow();
        sink.round(round);
        creator.setEventWindow(window);
        tooNew.updateEventWindow(window).forEach(this::offer);
        ready.addAll(orphans.setEventWindow(window));
      }
      output.staleEvents().forEach(sink::stale);
    }
  }

  private void offer(PlatformEvent event) {
    if (!shunned.contains((int) event.getCreatorId().id())) {
      creator.registerEvent(event);
    }
  }

  /// Makes an event if that brings the order forward.
  Optional<PlatformEvent> create() {
    creator.quiescenceCommand(QuiescenceCommand.DONT_QUIESCE);
    return Optional.ofNullable(creator.maybeCreateEvent());
  }

  /// Makes an event even if there is nothing new to refer to: the first one after silence.
  Optional<PlatformEvent> breakSilence() {
    creator.quiescenceCommand(QuiescenceCommand.BREAK_QUIESCENCE);
    return Optional.ofNullable(creator.maybeCreateEvent());
  }
}
