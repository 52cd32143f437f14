// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.hiero.base.crypto.Hash;
import org.hiero.consensus.model.event.EventDescriptorWrapper;
import org.hiero.consensus.model.event.PlatformEvent;

/// The events that have all their parents, as far back as a peer may need them; parents stand
/// before children. Also knows who forked: an event's creator makes one child of it, or lies.
final class Shelf {
  private final SequencedMap<Hash, PlatformEvent> events = new LinkedHashMap<>();
  private final Set<Hash> childless = new HashSet<>();
  private final Map<Stem, Hash> ownChildren = new HashMap<>();
  private long floor;

  /// What a creator continues by one event: an event of its own, or nothing.
  private record Stem(long creator, Optional<Hash> selfParent) {
    static Stem of(PlatformEvent event) {
      return new Stem(
          event.getCreatorId().id(),
          Optional.ofNullable(event.getSelfParent()).map(EventDescriptorWrapper::hash));
    }
  }

  /// Another event with the same self-parent by the same creator, if one is here.
  Optional<PlatformEvent> rival(PlatformEvent event) {
    Hash first = ownChildren.get(Stem.of(event));
    return first == null || first.equals(event.getHash())
        ? Optional.empty()
        : Optional.ofNullable(events.get(first));
  }

  void put(PlatformEvent event) {
    Hash hash = event.getHash();
    events.put(hash, event);
    childless.add(hash);
    ownChildren.putIfAbsent(Stem.of(event), hash);
    for (EventDescriptorWrapper parent : event.getAllParents()) {
      childless.remove(parent.hash());
    }
  }

  boolean holds(Hash hash) {
    return events.containsKey(hash);
  }

  /// All events, parents before children.
  List<PlatformEvent> all() {
    return List.copyOf(events.values());
  }

  int size() {
    return events.size();
  }

  /// The birth round below which there are no events here any more.
  long floor() {
    return floor;
  }

  /// Forgets events that were born before a round.
  void prune(long round) {
    if (round <= floor) {
      return;
    }
    floor = round;
    events
        .values()
        .removeIf(event -> {
          if (event.getBirthRound() >= round) {
            return false;
          }
          childless.remove(event.getHash());
          ownChildren.remove(Stem.of(event), event.getHash());
          return true;
        });
  }

  /// The newest events that nobody refers to, the most recent first.
  List<Hash> tips(int max) {
    List<Hash> tips = new ArrayList<>();
    for (Hash hash : events.sequencedKeySet().reversed()) {
      if (tips.size() == max) {
        break;
      }
      if (childless.contains(hash)) {
        tips.add(hash);
      }
    }
    return tips;
  }

  /// What somebody lacks who has these events with all their ancestors.
  ///
  /// @return parents before children
  List<PlatformEvent> without(Collection<Hash> tips) {
    Set<Hash> known = new HashSet<>();
    Deque<Hash> open = new ArrayDeque<>(tips);
    while (!open.isEmpty()) {
      Hash hash = open.poll();
      PlatformEvent event = events.get(hash);
      if (event != null && known.add(hash)) {
        event.getAllParents().forEach(parent -> open.add(parent.hash()));
      }
    }
    return events.values().stream().filter(event -> !known.contains(event.getHash())).toList();
  }

  Optional<PlatformEvent> get(Hash hash) {
    return Optional.ofNullable(events.get(hash));
  }
}
