// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.job;

import io.cloister.protocol.encoding.MalformedException;

/// What a job waits for.
public enum Phase {
  /// Its workers run it and commit to what came out.
  COMMIT(1),
  /// They show what they committed to.
  REVEAL(2);

  private final int wireId;

  Phase(int wireId) {
    this.wireId = wireId;
  }

  int wireId() {
    return wireId;
  }

  static Phase of(long wireId) throws MalformedException {
    for (Phase value : values()) {
      if (value.wireId == wireId) {
        return value;
      }
    }
    throw new MalformedException("unknown Phase " + wireId);
  }
}
