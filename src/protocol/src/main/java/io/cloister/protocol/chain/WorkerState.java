// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.chain;

import io.cloister.protocol.encoding.MalformedException;

/// Where a registered worker stands.
///
/// | state | event | then |
/// |---|---|---|
/// | none | registers; its operator has staked enough | IDLE, else READY |
/// | READY | its operator stakes enough | IDLE |
/// | IDLE | its operator's stake is no longer enough | READY |
/// | IDLE, READY | leaves two challenges in a row unanswered | UNRESPONSIVE |
/// | UNRESPONSIVE | shows that it lives | IDLE or READY |
/// | IDLE, READY, UNRESPONSIVE | retires | COOLING_DOWN, until its registration ends |
/// | any | revealed a wrong result | BANNED, until its registration ends |
public enum WorkerState {
  /// Known and attested, but nothing is at stake for it: it gets no work.
  READY(1),
  /// It gets work.
  IDLE(2),
  /// It does not answer: it gets no work until it does.
  UNRESPONSIVE(3),
  /// It has retired.
  COOLING_DOWN(4),
  /// It has lied.
  BANNED(5);

  private final int wireId;

  WorkerState(int wireId) {
    this.wireId = wireId;
  }

  /// The number that stands for this on the wire; never reused.
  public int wireId() {
    return wireId;
  }

  /// The constant of a wire number.
  ///
  /// @throws MalformedException if there is none
  public static WorkerState of(long wireId) throws MalformedException {
    for (WorkerState value : values()) {
      if (value.wireId == wireId) {
        return value;
      }
    }
    throw new MalformedException("unknown WorkerState " + wireId);
  }
}
