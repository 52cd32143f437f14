// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.chain;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.MalformedException;

/// Operations on the chain's own affairs rather than on a job.
public sealed interface StateOperation extends Operation permits WorkerOperation {
  /// Reads what [#write] wrote after the kind.
  static StateOperation read(int kind, CborReader in) throws MalformedException {
    return switch (kind) {
      case 6, 7 -> WorkerOperation.read(kind, in);
      default -> throw new MalformedException("unknown operation " + kind);
    };
  }
}
