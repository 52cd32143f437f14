// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.chain;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.KeyId;
import java.util.List;

/// What became of workers after their registration.
public sealed interface WorkerEvent extends StateEvent {
  /// Most workers that are challenged at once.
  int MAX_CHALLENGED = 256;

  /// Reads what [#write] wrote after the kind.
  static WorkerEvent read(int kind, CborReader in) throws MalformedException {
    if (kind == 5) {
      in.map(2);
      return new HeartbeatsDue(
          in.key(1).list(MAX_CHALLENGED, KeyId::read), in.key(2).integer(0, Long.MAX_VALUE));
    }
    in.map(3);
    return new WorkerStateChanged(
        KeyId.read(in.key(1)),
        WorkerState.of(in.key(2).integer()),
        in.key(3).text(Operation.MAX_TEXT));
  }

  /// Workers that the beacon picked must show that they live, by naming this block's header or a
  /// later one.
  ///
  /// @param workers who is asked
  /// @param answerBy milliseconds since 1970
  record HeartbeatsDue(List<KeyId> workers, long answerBy) implements WorkerEvent {
    /// Copies the list.
    public HeartbeatsDue {
      workers = List.copyOf(workers);
    }

    @Override
    public void write(CborWriter out) {
      out.array(2).integer(5).map(2).key(1).items(workers).key(2).integer(answerBy);
    }
  }

  /// A worker went over to another state.
  ///
  /// @param workerId the worker
  /// @param state which one
  /// @param reason why, as a stable code
  record WorkerStateChanged(KeyId workerId, WorkerState state, String reason)
      implements WorkerEvent {
    @Override
    public void write(CborWriter out) {
      out.array(2).integer(6).map(3).key(1).item(workerId).key(2).integer(state.wireId());
      out.key(3).text(reason);
    }
  }
}
