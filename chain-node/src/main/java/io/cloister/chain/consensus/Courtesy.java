// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

import io.cloister.chain.gossip.Mesh;
import io.cloister.chain.gossip.Message;
import io.cloister.chain.gossip.Message.SyncReply;
import io.cloister.chain.gossip.Message.SyncRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hiero.base.crypto.Hash;
import org.hiero.consensus.model.event.PlatformEvent;

/// Asks peers for events that are missing here, and answers when they ask. One question to each
/// peer at a time.
final class Courtesy {
  /// A peer that takes longer is asked again.
  static final long PATIENCE_NANOS = 2_000_000_000L;

  /// Between two questions to one peer; what is missing gathers meanwhile.
  static final long PAUSE_NANOS = 4_000_000L;

  /// What is missing may be on its way.
  private static final long GRACE_NANOS = 20_000_000L;

  /// Of one answer: some milliseconds on a usual network.
  private static final int MAX_REPLY_BYTES = 4 << 20;

  private final Mesh mesh;
  private final Shelf shelf;
  private final Loose loose;
  private final Set<Integer> due = new HashSet<>();
  private final Map<Integer, Long> doubted = new HashMap<>();
  private final Map<Integer, Long> asked = new HashMap<>();
  private final Map<Integer, Long> answered = new HashMap<>();

  Courtesy(Mesh mesh, Shelf shelf, Loose loose) {
    this.mesh = mesh;
    this.shelf = shelf;
    this.loose = loose;
  }

  /// Has a peer asked as soon as it may be.
  void ask(int peer) {
    due.add(peer);
  }

  /// Has a peer asked if something is still missing in a while: on most networks it is only late.
  void askUnlessItComes(int peer, long now) {
    doubted.putIfAbsent(peer, now);
  }

  /// Asks everyone who is due, and not yet asked or asked too long ago.
  ///
  /// @param shunned members whose events are wanted by name only
  void step(long now, Collection<Integer> shunned) {
    if (!loose.wantsAny()) {
      doubted.clear();
    }
    doubted
        .entrySet()
        .removeIf(doubt -> now - doubt.getValue() >= GRACE_NANOS && due.add(doubt.getKey()));
    for (int peer : List.copyOf(due)) {
      Long open = asked.get(peer);
      boolean mayAsk = open == null || now - open > PATIENCE_NANOS;
      if (mayAsk && now - answered.getOrDefault(peer, now - PAUSE_NANOS) >= PAUSE_NANOS) {
        due.remove(peer);
        asked.put(peer, now);
        mesh.send(peer, request(shunned));
      }
    }
  }

  /// Whether a peer was asked for this.
  boolean expects(int peer) {
    return asked.containsKey(peer);
  }

  /// A peer has answered.
  void answered(int peer, long now) {
    asked.remove(peer);
    answered.put(peer, now);
  }

  void forget(int peer) {
    asked.remove(peer);
    due.remove(peer);
    doubted.remove(peer);
  }

  boolean isDue() {
    return !due.isEmpty() || !doubted.isEmpty();
  }

  /// Sends a peer what it lacks: first what it wants, then the rest, as much as fits.
  void answer(int peer, SyncRequest request) {
    Set<Integer> shunned = new HashSet<>(request.shunned());
    Map<Hash, PlatformEvent> lacking = new LinkedHashMap<>();
    for (Hash hash : hashes(request.wanted())) {
      shelf.get(hash).ifPresent(event -> lacking.put(hash, event));
    }
    for (PlatformEvent event : shelf.without(hashes(request.tips()))) {
      if (!shunned.contains((int) event.getCreatorId().id())) {
        lacking.putIfAbsent(event.getHash(), event);
      }
    }
    List<byte[]> events = new ArrayList<>();
    int bytes = 0;
    for (PlatformEvent event : lacking.values()) {
      if (events.size() == Message.MAX_EVENTS || bytes > MAX_REPLY_BYTES) {
        break;
      }
      byte[] encoded = EventCodec.encode(event);
      events.add(encoded);
      bytes += encoded.length;
    }
    mesh.send(peer, new SyncReply(events, shelf.floor(), lacking.size() - events.size()));
  }

  private SyncRequest request(Collection<Integer> shunned) {
    return new SyncRequest(
        bytes(shelf.tips(Message.MAX_HASHES)),
        bytes(loose.wanted(Message.MAX_HASHES)),
        List.copyOf(shunned));
  }

  private static List<byte[]> bytes(List<Hash> hashes) {
    return hashes.stream().map(hash -> hash.getBytes().toByteArray()).toList();
  }

  private static List<Hash> hashes(List<byte[]> hashes) {
    return hashes.stream().map(Hash::new).toList();
  }
}
