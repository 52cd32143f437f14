// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.hiero.base.crypto.Hash;
import org.hiero.consensus.model.event.PlatformEvent;
import org.hiero.consensus.model.transaction.TransactionWrapper;

/// The events with payloads that are in no round yet, whoever made them. While there are any, the
/// members keep making events, since it takes further events to decide these; then they fall
/// silent.
final class Undecided {
  private final int self;
  private final Map<Hash, PlatformEvent> events = new LinkedHashMap<>();
  private final AtomicInteger ownPayloads = new AtomicInteger();

  Undecided(int self) {
    this.self = self;
  }

  void add(PlatformEvent event) {
    if (event.getTransactionCount() > 0
        && events.putIfAbsent(event.getHash(), event) == null
        && isOwn(event)) {
      ownPayloads.addAndGet(event.getTransactionCount());
    }
  }

  /// Strikes an event off that is decided, or never will be.
  void remove(PlatformEvent event) {
    if (events.remove(event.getHash()) != null && isOwn(event)) {
      ownPayloads.addAndGet(-event.getTransactionCount());
    }
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  boolean holds(Hash hash) {
    return events.containsKey(hash);
  }

  /// How many payloads of this member's are in no round yet. May be asked from any thread.
  int ownPayloads() {
    return ownPayloads.get();
  }

  /// This member's events among them.
  List<PlatformEvent> own() {
    return events.values().stream().filter(this::isOwn).toList();
  }

  void clear() {
    List.copyOf(events.values()).forEach(this::remove);
  }

  /// What an event carries.
  static List<byte[]> payloads(PlatformEvent event) {
    List<byte[]> payloads = new ArrayList<>();
    for (TransactionWrapper wrapper : event.getTransactions()) {
      payloads.add(wrapper.getApplicationTransaction().toByteArray());
    }
    return payloads;
  }

  private boolean isOwn(PlatformEvent event) {
    return event.getCreatorId().id() == self;
  }
}
