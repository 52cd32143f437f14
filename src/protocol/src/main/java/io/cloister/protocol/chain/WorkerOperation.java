// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.chain;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.KeyId;

/// What registered workers ask of the registry.
public sealed interface WorkerOperation extends StateOperation {
  /// Reads what [#write] wrote after the kind.
  static WorkerOperation read(int kind, CborReader in) throws MalformedException {
    in.map(kind == 6 ? 2 : 1);
    return kind == 6
        ? new Heartbeat(in.key(1).integer(0, Long.MAX_VALUE), Digest.read(in.key(2)))
        : new RetireWorker(KeyId.read(in.key(1)));
  }

  /// A worker shows that it lives: it names a header that nobody knew before its challenge.
  ///
  /// @param height of that header
  /// @param hash of that header
  record Heartbeat(long height, Digest hash) implements WorkerOperation {
    @Override
    public void write(CborWriter out) {
      out.array(2).integer(6).map(2).key(1).integer(height).key(2).item(hash);
    }
  }

  /// A worker leaves, by its own word or its operator's. It gets no more work.
  ///
  /// @param workerId the worker
  record RetireWorker(KeyId workerId) implements WorkerOperation {
    @Override
    public void write(CborWriter out) {
      out.array(2).integer(7).map(1).key(1).item(workerId);
    }
  }
}
