// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.envelope;

import io.cloister.protocol.encoding.MalformedException;

/// A cipher suite of HPKE (RFC 9180). The suite belongs to the recipient's key: a sender cannot
/// choose a weaker one.
public enum Suite {
  /// X-Wing (X25519 with ML-KEM-768), HKDF-SHA256, AES-256-GCM: safe while either stands. The
  /// default.
  XWING(25722),
  /// X25519, HKDF-SHA256, AES-256-GCM.
  X25519(32);

  private final int wireId;

  Suite(int wireId) {
    this.wireId = wireId;
  }

  /// The number that stands for this on the wire; never reused.
  public int wireId() {
    return wireId;
  }

  /// The constant of a wire number.
  ///
  /// @throws MalformedException if there is none
  public static Suite of(long wireId) throws MalformedException {
    for (Suite value : values()) {
      if (value.wireId == wireId) {
        return value;
      }
    }
    throw new MalformedException("unknown Suite " + wireId);
  }
}
