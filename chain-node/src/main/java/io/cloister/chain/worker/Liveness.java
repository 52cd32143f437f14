// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.worker;

import io.cloister.protocol.chain.WorkerState;
import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;

/// Whether a worker can be counted on. Kept apart from its registration, which is larger and
/// changes seldom.
///
/// @param state where it stands
/// @param since the height at which it came there
/// @param misses challenges and jobs that it left unanswered, since it last showed that it lives
public record Liveness(WorkerState state, long since, int misses) implements Encodable {
  /// So many misses make a worker unresponsive. The first may be an outage of the chain itself,
  /// after which everyone has missed a challenge that nobody could answer.
  static final int MAX_MISSES = 2;

  Liveness with(WorkerState next, long height) {
    return new Liveness(next, height, next == WorkerState.UNRESPONSIVE ? misses : 0);
  }

  Liveness missed() {
    return new Liveness(state, since, misses + 1);
  }

  Liveness suspected() {
    return new Liveness(state, since, Math.max(1, misses));
  }

  Liveness alive() {
    return new Liveness(state, since, 0);
  }

  /// Whether it may be challenged.
  boolean serves() {
    return state == WorkerState.IDLE || state == WorkerState.READY;
  }

  /// Whether it will never serve again.
  boolean isOut() {
    return state == WorkerState.COOLING_DOWN || state == WorkerState.BANNED;
  }

  @Override
  public void write(CborWriter out) {
    out.map(3).key(1).integer(state.wireId()).key(2).integer(since).key(3).integer(misses);
  }

  static Liveness read(CborReader in) throws MalformedException {
    in.map(3);
    return new Liveness(
        WorkerState.of(in.key(1).integer()),
        in.key(2).integer(0, Long.MAX_VALUE),
        (int) in.key(3).integer(0, MAX_MISSES));
  }
}
