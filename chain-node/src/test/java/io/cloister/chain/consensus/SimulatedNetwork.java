// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

import io.cloister.chain.gossip.Mesh;
import io.cloister.chain.gossip.Message;
import io.cloister.protocol.encoding.MalformedException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Time and connections of many members in one thread: what is sent arrives after a random delay,
/// in order, unless the connection is cut before.
final class SimulatedNetwork {
  private static final long MIN_DELAY_NANOS = 200_000;
  private static final long DELAY_SPREAD_NANOS = 30_000_000;

  private final RandomGenerator random;
  private final PriorityQueue<Action> actions =
      new PriorityQueue<>(Comparator.comparingLong(Action::at).thenComparingLong(Action::number));
  private final Map<Integer, Mesh.Listener> members = new HashMap<>();
  private final Set<Pair> cut = new HashSet<>();
  private final Map<Pair, Long> lastArrival = new HashMap<>();
  private final Map<Pair, Integer> generation = new HashMap<>();
  private long now = 1_000_000_000L;
  private long number;

  private record Action(long at, long number, Runnable run) {}

  private record Pair(int from, int to) {}

  SimulatedNetwork(RandomGenerator random) {
    this.random = random;
  }

  long now() {
    return now;
  }

  void after(long nanos, Runnable run) {
    actions.add(new Action(now + nanos, number++, run));
  }

  /// Runs whatever happens until a moment.
  void runUntil(long end) {
    while (!actions.isEmpty() && actions.peek().at() <= end) {
      Action action = actions.poll();
      now = Math.max(now, action.at());
      action.run().run();
    }
    now = end;
  }

  /// A member comes up, and meets everyone who is there.
  void join(int member, Mesh.Listener listener) {
    for (int other : Set.copyOf(members.keySet())) {
      member(other).connected(member);
      listener.connected(other);
    }
    members.put(member, listener);
  }

  /// A member goes down; what is on its way to it or from it is lost.
  void leave(int member) {
    members.remove(member);
    for (int other : members.keySet()) {
      bump(member, other);
      member(other).disconnected(member);
    }
  }

  void cut(int a, int b) {
    if (cut.add(new Pair(a, b)) && members.containsKey(a) && members.containsKey(b)) {
      cut.add(new Pair(b, a));
      bump(a, b);
      member(a).disconnected(b);
      member(b).disconnected(a);
    }
    cut.add(new Pair(b, a));
  }

  void heal() {
    Set<Pair> healed = Set.copyOf(cut);
    cut.clear();
    healed.stream()
        .sorted(Comparator.comparingInt(Pair::from).thenComparingInt(Pair::to))
        .filter(pair -> members.containsKey(pair.from()) && members.containsKey(pair.to()))
        .forEach(pair -> member(pair.from()).connected(pair.to()));
  }

  Mesh mesh(int self) {
    return new Mesh() {
      @Override
      public void start(Listener listener) {}

      @Override
      public void send(int peer, Message message) {
        deliver(new Pair(self, peer), message.encode());
      }

      @Override
      public void broadcast(Message message) {
        peers().stream().sorted().forEach(peer -> send(peer, message));
      }

      @Override
      public Set<Integer> peers() {
        Set<Integer> peers = new HashSet<>(members.keySet());
        peers.removeIf(peer -> peer == self || cut.contains(new Pair(self, peer)));
        return peers;
      }

      @Override
      public void close() {}
    };
  }

  private Mesh.Listener member(int number) {
    return Objects.requireNonNull(members.get(number));
  }

  private void deliver(Pair way, byte[] message) {
    if (cut.contains(way) || !members.containsKey(way.to())) {
      return;
    }
    long delay = MIN_DELAY_NANOS + random.nextLong(DELAY_SPREAD_NANOS);
    long arrival = Math.max(now + delay, lastArrival.getOrDefault(way, 0L));
    lastArrival.put(way, arrival);
    int sentIn = generation.getOrDefault(way, 0);
    actions.add(
        new Action(
            arrival,
            number++,
            () -> {
              Mesh.Listener listener = members.get(way.to());
              if (listener != null && sentIn == generation.getOrDefault(way, 0)) {
                listener.received(way.from(), decoded(message));
              }
            }));
  }

  private static Message decoded(byte[] message) {
    try {
      return Message.decode(message);
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  private void bump(int a, int b) {
    generation.merge(new Pair(a, b), 1, Integer::sum);
    generation.merge(new Pair(b, a), 1, Integer::sum);
  }
}
