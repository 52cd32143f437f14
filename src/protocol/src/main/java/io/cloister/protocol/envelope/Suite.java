// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.envelope;

import io.cloister.protocol.encoding.MalformedException;

/// How an envelope is sealed: a key encapsulation (KEM) of HPKE, always with HKDF-SHA256 and
/// AES-256-GCM. Numbers are those of the IANA registry "HPKE KEM Identifiers".
public enum Suite {
  /// X-Wing: ML-KEM-768 and X25519 together, secret while either of them stands. The default.
  XWING(0x647a, 1216, 1120),
  /// DHKEM(X25519, HKDF-SHA256) (RFC 9180, section 4.1): for peers without ML-KEM.
  X25519(0x0020, 32, 32);

  private final int wireId;
  private final int publicKeyLength;
  private final int encLength;

  Suite(int wireId, int publicKeyLength, int encLength) {
    this.wireId = wireId;
    this.publicKeyLength = publicKeyLength;
    this.encLength = encLength;
  }

  /// The KEM's registered number.
  public int wireId() {
    return wireId;
  }

  /// Length of a public key in bytes.
  public int publicKeyLength() {
    return publicKeyLength;
  }

  /// Length of the encapsulated key in bytes.
  public int encLength() {
    return encLength;
  }

  /// The suite with this number.
  ///
  /// @throws MalformedException if there is none
  public static Suite of(long wireId) throws MalformedException {
    for (Suite suite : values()) {
      if (suite.wireId == wireId) {
        return suite;
      }
    }
    throw new MalformedException("expected a known suite, not " + wireId);
  }
}
