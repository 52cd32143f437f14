// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.chain;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.MalformedException;

/// What changed in the chain's own affairs. Whoever only runs jobs may pass these over.
public sealed interface StateEvent extends ChainEvent permits WorkerEvent {
  /// Reads what [#write] wrote after the kind.
  static StateEvent read(int kind, CborReader in) throws MalformedException {
    return switch (kind) {
      case 5, 6 -> WorkerEvent.read(kind, in);
      default -> throw new MalformedException("unknown event " + kind);
    };
  }
}
