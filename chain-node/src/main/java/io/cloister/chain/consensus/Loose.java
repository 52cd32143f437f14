// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.hiero.base.crypto.Hash;
import org.hiero.consensus.model.event.EventDescriptorWrapper;
import org.hiero.consensus.model.event.PlatformEvent;
import org.hiero.consensus.model.hashgraph.EventWindow;

/// Events that lack a parent, and the parents that are wanted for them. Bounded for each creator:
/// one that invents parents fills its own share and nobody else's.
final class Loose {
  /// Far more than an honest creator makes while one request is answered.
  static final int MAX_PER_CREATOR = 4_096;

  private final Map<Hash, PlatformEvent> events = new LinkedHashMap<>();
  private final Map<Hash, Long> wanted = new LinkedHashMap<>();
  private final Map<Long, Integer> counts = new HashMap<>();

  boolean hasRoomFor(PlatformEvent event) {
    return counts.getOrDefault(event.getCreatorId().id(), 0) < MAX_PER_CREATOR;
  }

  /// Keeps an event whose parents may not all be there.
  ///
  /// @param held whether an event is there
  void put(PlatformEvent event, EventWindow window, Predicate<Hash> held) {
    events.put(event.getHash(), event);
    wanted.remove(event.getHash());
    counts.merge(event.getCreatorId().id(), 1, Integer::sum);
    for (EventDescriptorWrapper parent : event.getAllParents()) {
      if (!window.isAncient(parent) && !held.test(parent.hash()) && !holds(parent.hash())) {
        wanted.put(parent.hash(), parent.birthRound());
      }
    }
  }

  /// Lets an event go that has its parents, or grew too old.
  void remove(PlatformEvent event) {
    if (events.remove(event.getHash()) != null) {
      counts.merge(event.getCreatorId().id(), -1, Integer::sum);
    }
  }

  boolean holds(Hash hash) {
    return events.containsKey(hash);
  }

  /// Whether an event that is here has that parent.
  boolean wants(Hash hash) {
    return wanted.containsKey(hash);
  }

  boolean wantsAny() {
    return !wanted.isEmpty();
  }

  /// Whether a parent is wanted that was born before a round.
  boolean wantsBefore(long round) {
    return wanted.values().stream().anyMatch(born -> born < round);
  }

  /// The parents that are wanted.
  List<Hash> wanted(int max) {
    return wanted.keySet().stream().limit(max).toList();
  }

  /// Forgets what grew too old.
  void prune(EventWindow window) {
    wanted.values().removeIf(window::isAncient);
    for (PlatformEvent event : List.copyOf(events.values())) {
      if (window.isAncient(event)) {
        remove(event);
      }
    }
  }

  void clear() {
    events.clear();
    wanted.clear();
    counts.clear();
  }
}
