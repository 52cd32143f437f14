// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.chain.state.BlockContext;
import io.cloister.chain.state.State;
import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.WorkerEvent.HeartbeatsDue;
import io.cloister.protocol.chain.WorkerEvent.WorkerStateChanged;
import io.cloister.protocol.chain.WorkerOperation.Heartbeat;
import io.cloister.protocol.chain.WorkerState;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.signature.KeyId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LifeSignsTest {
  private static final int WINDOW = 60;

  private final State state = new State();
  private final LifeSigns life = new LifeSigns(state, new Headers(), WINDOW);
  private long height = 10;
  private long time = 1_000_000;

  @Test
  void challengesEveryoneOfASmallNetworkInEveryWindow() {
    List<KeyId> workers = admit(3);
    for (int window = 0; window < 5; window++) {
      assertThat(challenged()).containsExactlyInAnyOrderElementsOf(workers);
      workers.forEach(worker -> assertThat(code(beat(worker, height))).isEqualTo("accepted"));
    }
    assertThat(workers).allMatch(worker -> stateOf(worker) == WorkerState.IDLE);
  }

  @Test
  void givesUpAWorkerAfterTwoWindowsOfSilenceAndTakesItBackWhenItAnswers() {
    KeyId dead = admit(2).getFirst();
    KeyId alive = new KeyId(digest(1));
    assertThat(challenged()).contains(dead);
    beat(alive, height);
    assertThat(challenged()).contains(dead);
    assertThat(stateOf(dead)).isEqualTo(WorkerState.IDLE);
    beat(alive, height);
    List<ChainEvent> events = window();
    assertThat(events)
        .contains(new WorkerStateChanged(dead, WorkerState.UNRESPONSIVE, "heartbeats-missed"));
    assertThat(((HeartbeatsDue) events.getLast()).workers()).containsExactly(alive);
    long since = height;
    assertThat(code(beat(dead, since - 1))).isEqualTo("not-challenged");
    assertThat(code(beat(dead, since))).isEqualTo("accepted");
    assertThat(stateOf(dead)).isEqualTo(WorkerState.IDLE);
  }

  /// Nobody can answer while the chain stands still, and everyone can in the window after.
  @Test
  void forgivesOneWindowInWhichTheChainStoodStill() {
    List<KeyId> workers = admit(3);
    challenged();
    time += 3_600_000;
    assertThat(challenged()).containsExactlyInAnyOrderElementsOf(workers);
    workers.forEach(worker -> beat(worker, height));
    challenged();
    assertThat(workers).allMatch(worker -> stateOf(worker) == WorkerState.IDLE);
  }

  @Test
  void refusesAnAnswerThatIsOlderThanItsChallengeOrNamesAnotherHash() {
    KeyId worker = admit(1).getFirst();
    challenged();
    assertThat(code(beat(worker, height - 1))).isEqualTo("heartbeat-stale");
    Heartbeat invented = new Heartbeat(height, digest(99));
    assertThat(code(life.heartbeat(invented, worker, at()))).isEqualTo("heartbeat-stale");
    assertThat(code(beat(worker, height))).isEqualTo("accepted");
    assertThat(code(beat(worker, height))).isEqualTo("not-challenged");
  }

  @Test
  void asksASampleOfALargeNetworkAndEveryoneInTheLongRun() {
    List<KeyId> workers = admit(1_000);
    Set<KeyId> asked = new HashSet<>();
    for (int window = 0; window < 150; window++) {
      List<KeyId> now = challenged();
      assertThat(now).hasSize(LifeSigns.SAMPLE).doesNotHaveDuplicates();
      now.forEach(worker -> beat(worker, height));
      asked.addAll(now);
    }
    assertThat(asked).hasSizeGreaterThan(workers.size() * 9 / 10);
  }

  @Test
  void asksSuspectsInTheNextWindow() {
    List<KeyId> workers = admit(1_000);
    KeyId suspect = workers.get(500);
    life.suspect(suspect);
    assertThat(challenged()).contains(suspect);
  }

  @Test
  void restsWhenNobodyServes() {
    KeyId worker = admit(1).getFirst();
    assertThat(life.nextDeadline()).isPresent();
    life.change(worker, WorkerState.COOLING_DOWN, "retired", at());
    assertThat(life.nextDeadline()).isEmpty();
    assertThat(window()).isEmpty();
  }

  @Test
  void challengesAgainWhenSomebodyHasComeBack() {
    KeyId worker = admit(1).getFirst();
    challenged();
    challenged();
    assertThat(window())
        .containsExactly(
            new WorkerStateChanged(worker, WorkerState.UNRESPONSIVE, "heartbeats-missed"));
    assertThat(life.nextDeadline()).isEmpty();
    assertThat(code(beat(worker, height))).isEqualTo("accepted");
    assertThat(challenged()).containsExactly(worker);
  }

  private List<KeyId> admit(int count) {
    List<KeyId> workers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      KeyId worker = new KeyId(digest(i));
      life.admit(worker, WorkerState.IDLE, at());
      workers.add(worker);
    }
    return workers;
  }

  /// Lets a window pass, and tells who is asked in the next.
  private List<KeyId> challenged() {
    return ((HeartbeatsDue) window().getLast()).workers();
  }

  private List<ChainEvent> window() {
    height++;
    time += WINDOW * 1000L;
    return life.due(at());
  }

  private Effect beat(KeyId worker, long named) {
    BlockContext next = new BlockContext(height + 1, time, digest(height));
    return life.heartbeat(new Heartbeat(named, digest(named)), worker, next);
  }

  private BlockContext at() {
    return new BlockContext(height, time, digest(height - 1));
  }

  private WorkerState stateOf(KeyId worker) {
    return life.of(worker).orElseThrow().state();
  }

  private static String code(Effect effect) {
    return effect instanceof Effect.Rejected rejected ? rejected.code() : "accepted";
  }

  private static Digest digest(long of) {
    return Digest.of(ByteBuffer.allocate(8).putLong(of).array());
  }

  /// Every header up to the newest is known by the digest of its height.
  private final class Headers implements RecentHeaders {
    @Override
    public long oldest() {
      return 0;
    }

    @Override
    public Optional<Digest> hashAt(long wanted) {
      return wanted <= height ? Optional.of(digest(wanted)) : Optional.empty();
    }
  }
}
