// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hiero.base.crypto.Hash;
import org.hiero.consensus.model.event.PlatformEvent;
import org.hiero.consensus.model.hashgraph.EventWindow;

/// Decides which events come in, of those whose signatures are good.
///
/// A creator that forked is shunned: its events come in only where an event of somebody else refers
/// to them, because then they are part of the order for everybody. So what it can make this member
/// keep is bounded by what others have referred to.
final class Doorkeeper {
  /// How many rounds ahead of this member an event may be. Whoever is further behind needs blocks,
  /// and not events.
  static final int MAX_ROUNDS_AHEAD = 100;

  private final Epoch epoch;
  private final Shelf shelf;
  private final Loose loose;
  private final List<Budget> budgets = new ArrayList<>();
  private final Set<Integer> shunned = new HashSet<>();
  private final List<Misbehaviour> evidence = new ArrayList<>();

  Doorkeeper(Epoch epoch, Shelf shelf, Loose loose, long now) {
    this.epoch = epoch;
    this.shelf = shelf;
    this.loose = loose;
    for (int member = 0; member < epoch.size(); member++) {
      budgets.add(new Budget(now));
    }
  }

  /// Whether an event may come in that nobody here asked for.
  boolean admitsUnasked(PlatformEvent event, EventWindow window, long now) {
    return admits(event, window) && budgets.get(creator(event)).take(now);
  }

  /// Whether an event may come in.
  ///
  /// @throws LostJournalException if it is this member's own and unknown to it
  boolean admits(PlatformEvent event, EventWindow window) {
    Hash hash = event.getHash();
    if (shelf.holds(hash)
        || loose.holds(hash)
        || window.isAncient(event)
        || isFuture(event, window)) {
      return false;
    }
    if (creator(event) == epoch.self()) {
      throw new LostJournalException();
    }
    boolean welcome = !shunned.contains(creator(event)) || loose.wants(hash);
    return welcome && loose.hasRoomFor(event);
  }

  /// Whether any of these events is too far ahead to be used.
  boolean isFuture(List<PlatformEvent> events, EventWindow window) {
    return events.stream().anyMatch(event -> isFuture(event, window));
  }

  /// Proves a fork, if this event makes one, and shuns its creator from now on.
  Optional<Misbehaviour> fork(PlatformEvent event) {
    int creator = creator(event);
    if (shunned.contains(creator)) {
      return Optional.empty();
    }
    Optional<Misbehaviour> proof =
        shelf
            .rival(event)
            .map(rival ->
                new Misbehaviour(
                    epoch.name(creator), EventCodec.encode(rival), EventCodec.encode(event)));
    proof.ifPresent(found -> {
      shunned.add(creator);
      evidence.add(found);
    });
    return proof;
  }

  /// Who forked.
  Set<Integer> shunned() {
    return shunned;
  }

  List<Misbehaviour> evidence() {
    return List.copyOf(evidence);
  }

  private static boolean isFuture(PlatformEvent event, EventWindow window) {
    return event.getBirthRound() > window.latestConsensusRound() + MAX_ROUNDS_AHEAD;
  }

  private static int creator(PlatformEvent event) {
    return (int) event.getCreatorId().id();
  }
}
