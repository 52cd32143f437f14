// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.seal;

import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.secret.SecretBytes;
import java.io.IOException;

/// Keys that only the same code on the same machine gets again.
public interface SealingKeys {
  /// Whose keys they are: part of what is sealed, so that neither is taken for the other.
  enum Origin {
    /// Software's, for development: protects nothing from the machine's owner.
    SIMULATED(0),
    /// The processor's, bound to the enclave's measurement.
    MRENCLAVE(1);

    private final int code;

    Origin(int code) {
      this.code = code;
    }

    /// The tag in what is sealed; it never changes.
    int code() {
      return code;
    }

    static Origin ofCode(long code) throws MalformedException {
      for (Origin origin : values()) {
        if (origin.code == code) {
          return origin;
        }
      }
      throw new MalformedException("expected a known origin of keys");
    }
  }

  /// How many bytes a request has at most.
  int MAX_REQUEST = 512;

  /// Whose keys these are.
  Origin origin();

  /// Asks for a key that nobody has asked for yet. What is returned is public and is kept beside
  /// what is sealed: it gets the same key again.
  ///
  /// @throws IOException if the platform gives none
  byte[] fresh() throws IOException;

  /// The key of a request.
  ///
  /// @throws IOException if the platform refuses it
  SecretBytes derive(byte[] request) throws IOException;
}
