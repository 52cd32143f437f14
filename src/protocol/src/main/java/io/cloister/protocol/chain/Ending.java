// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.chain;

import io.cloister.protocol.encoding.MalformedException;

/// How a job ended.
public enum Ending {
  /// A quorum revealed the same result.
  FINAL(1),
  /// A quorum agreed that there is none, or no quorum came about.
  FAILED(2),
  /// The gateway withdrew it.
  CANCELLED(3),
  /// Its time ran out.
  EXPIRED(4);

  private final int wireId;

  Ending(int wireId) {
    this.wireId = wireId;
  }

  /// The number that stands for this on the wire; never reused.
  public int wireId() {
    return wireId;
  }

  /// The constant of a wire number.
  ///
  /// @throws MalformedException if there is none
  public static Ending of(long wireId) throws MalformedException {
    for (Ending value : values()) {
      if (value.wireId == wireId) {
        return value;
      }
    }
    throw new MalformedException("unknown Ending " + wireId);
  }
}
