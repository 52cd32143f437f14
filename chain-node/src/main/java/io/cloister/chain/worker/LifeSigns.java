// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.worker;

import io.cloister.chain.state.BlockContext;
import io.cloister.chain.state.Effects;
import io.cloister.chain.state.Name;
import io.cloister.chain.state.State;
import io.cloister.chain.state.Table;
import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.WorkerEvent;
import io.cloister.protocol.chain.WorkerEvent.HeartbeatsDue;
import io.cloister.protocol.chain.WorkerEvent.WorkerStateChanged;
import io.cloister.protocol.chain.WorkerOperation.Heartbeat;
import io.cloister.protocol.chain.WorkerState;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.signature.KeyId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/// Which workers live. In each window the beacon picks some of them, who must name a header that
/// nobody knew before; who leaves two such challenges, or a job and a challenge, unanswered gets no
/// more work until it shows that it lives.
///
/// The cost of a window does not grow with the number of workers: at most [#SAMPLE] are picked, and
/// those that gave cause for doubt. Each worker of a small network is asked in every window.
final class LifeSigns {
  /// Workers that the beacon picks in one window: a heartbeat takes three kilobytes of a block.
  static final int SAMPLE = 64;

  /// Workers looked at to find those: most of them serve.
  private static final int MAX_STEPS = 1024;

  private static final Name OPEN = new Name("open");

  private final Table<KeyId, Liveness> workers;
  private final Table<Name, Challenge> challenge;
  private final RecentHeaders headers;
  private final long windowMillis;

  /// Workers that serve and have missed something.
  private final Set<KeyId> suspects = new TreeSet<>();

  private int serving;

  LifeSigns(State state, RecentHeaders headers, int heartbeatSeconds) {
    this.workers = state.table("liveness", KeyId::read, Liveness::read);
    this.challenge = state.table("challenge", Name::read, Challenge::read);
    this.headers = headers;
    this.windowMillis = heartbeatSeconds * 1000L;
  }

  /// What is known of a worker.
  Optional<Liveness> of(KeyId worker) {
    return workers.get(worker);
  }

  /// A worker has shown fresh evidence for the first time.
  void admit(KeyId worker, WorkerState state, BlockContext at) {
    set(worker, new Liveness(state, at.height(), 0));
    keepWatch(at);
  }

  /// Begins a window if somebody serves and there is none.
  private void keepWatch(BlockContext at) {
    if (serving > 0 && challenge.get(OPEN).isEmpty()) {
      challenge.put(OPEN, new Challenge(at.height(), at.time() + windowMillis, List.of()));
    }
  }

  /// Takes a worker's answer to a challenge, or its return.
  Effect heartbeat(Heartbeat operation, KeyId worker, BlockContext at) {
    Liveness known = workers.get(worker).orElseThrow();
    if (headers.hashAt(operation.height()).filter(operation.hash()::equals).isEmpty()) {
      return Effects.rejected("heartbeat-stale", "no recent block has this height and hash");
    }
    if (known.state() == WorkerState.UNRESPONSIVE && operation.height() >= known.since()) {
      return Effects.accepted(change(worker, WorkerState.IDLE, "heartbeat", at));
    }
    Challenge open = challenge.get(OPEN).orElse(null);
    if (open == null || !open.waiting().contains(worker)) {
      return Effects.rejected("not-challenged", "this worker owes no answer");
    }
    if (operation.height() < open.openedAt()) {
      return Effects.rejected("heartbeat-stale", "the answer is older than the challenge");
    }
    alive(worker);
    return Effects.accepted();
  }

  /// A worker has shown evidence that is fresh as of a height, which is as good as a heartbeat.
  List<ChainEvent> renewed(KeyId worker, long nonceHeight, BlockContext at) {
    return workers
        .get(worker)
        .filter(known -> known.state() == WorkerState.UNRESPONSIVE && nonceHeight >= known.since())
        .map(known -> change(worker, WorkerState.IDLE, "registered", at))
        .stream()
        .toList();
  }

  /// A worker has done something that it could not have done in advance.
  void alive(KeyId worker) {
    challenge
        .get(OPEN)
        .filter(open -> open.waiting().contains(worker))
        .ifPresent(open -> challenge.put(OPEN, open.without(worker)));
    workers
        .get(worker)
        .filter(known -> known.serves() && known.misses() > 0)
        .ifPresent(known -> set(worker, known.alive()));
  }

  /// A worker has left a job unanswered.
  void suspect(KeyId worker) {
    workers.get(worker).filter(Liveness::serves).ifPresent(known -> set(worker, known.suspected()));
  }

  /// Puts a worker into another state.
  ChainEvent change(KeyId worker, WorkerState state, String reason, BlockContext at) {
    Liveness known = workers.get(worker).orElseThrow();
    set(worker, known.with(state, at.height()));
    keepWatch(at);
    return new WorkerStateChanged(worker, state, reason);
  }

  /// Forgets a worker.
  void forget(KeyId worker) {
    workers.remove(worker).filter(Liveness::serves).ifPresent(known -> served(-1));
    suspects.remove(worker);
  }

  /// Closes the window if it is over, and opens the next.
  List<ChainEvent> due(BlockContext at) {
    Challenge open = challenge.get(OPEN).orElse(null);
    if (open == null || at.time() < open.answerBy()) {
      return List.of();
    }
    List<ChainEvent> events = new ArrayList<>();
    for (KeyId worker : open.waiting()) {
      miss(worker, at).ifPresent(events::add);
    }
    if (serving > 0) {
      events.add(open(at));
    }
    return events;
  }

  /// When the window is over, in milliseconds since 1970.
  OptionalLong nextDeadline() {
    return challenge.get(OPEN).stream().mapToLong(Challenge::answerBy).findFirst();
  }

  /// Finds who serves again after entries have been restored.
  void index() {
    workers
        .all()
        .forEach((id, known) -> {
          serving += known.serves() ? 1 : 0;
          if (known.serves() && known.misses() > 0) {
            suspects.add(id);
          }
        });
  }

  private Optional<ChainEvent> miss(KeyId worker, BlockContext at) {
    Liveness known = workers.get(worker).filter(Liveness::serves).orElse(null);
    if (known == null) {
      return Optional.empty();
    }
    Liveness missed = known.missed();
    set(worker, missed);
    return missed.misses() < Liveness.MAX_MISSES
        ? Optional.empty()
        : Optional.of(change(worker, WorkerState.UNRESPONSIVE, "heartbeats-missed", at));
  }

  private ChainEvent open(BlockContext at) {
    List<KeyId> picked = pick(at.previous());
    long answerBy = at.time() + windowMillis;
    challenge.put(OPEN, new Challenge(at.height(), answerBy, picked));
    return new HeartbeatsDue(picked, answerBy);
  }

  /// The suspects, and those that stand on the ring of all workers behind the beacon's point.
  private List<KeyId> pick(Digest beacon) {
    Set<KeyId> picked = new LinkedHashSet<>();
    suspects.stream().limit(WorkerEvent.MAX_CHALLENGED - SAMPLE).forEach(picked::add);
    int enough = Math.min(serving, picked.size() + SAMPLE);
    int steps = collect(workers.from(new KeyId(beacon)), picked, enough, MAX_STEPS);
    collect(workers.all(), picked, enough, steps);
    return List.copyOf(picked);
  }

  private static int collect(Map<KeyId, Liveness> ring, Set<KeyId> picked, int enough, int steps) {
    int left = steps;
    for (Map.Entry<KeyId, Liveness> each : ring.entrySet()) {
      if (picked.size() >= enough || left == 0) {
        return left;
      }
      left--;
      if (each.getValue().serves()) {
        picked.add(each.getKey());
      }
    }
    return left;
  }

  private void set(KeyId worker, Liveness next) {
    boolean before = workers.put(worker, next).filter(Liveness::serves).isPresent();
    if (next.serves() && next.misses() > 0) {
      suspects.add(worker);
    } else {
      suspects.remove(worker);
    }
    if (before != next.serves()) {
      served(next.serves() ? 1 : -1);
    }
  }

  /// Without anyone who serves there is nobody to challenge, and the chain may rest.
  private void served(int more) {
    serving += more;
    if (serving == 0) {
      challenge.remove(OPEN);
    }
  }
}
