// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.signature;

import java.util.Arrays;

/// What verifying a [SignedStatement] gave. Callers handle both.
public sealed interface Verification {
  /// Both signatures are the key's, over this payload under this content type.
  ///
  /// @param payload what was signed
  record Verified(byte[] payload) implements Verification {
    /// Copies the payload.
    public Verified {
      payload = payload.clone();
    }

    @Override
    public byte[] payload() {
      return payload.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Verified that && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(payload);
    }
  }

  /// The statement is not what it must be.
  ///
  /// @param reason the first check that failed
  record Refused(Reason reason) implements Verification {}

  /// Why a statement was refused.
  enum Reason {
    /// It states something of another kind than was asked for.
    OTHER_CONTENT_TYPE,
    /// It names another signer than the key's holder.
    OTHER_SIGNER,
    /// The Ed25519 signature is not the key's over these bytes.
    ED25519_FORGED,
    /// The ML-DSA-44 signature is not the key's over these bytes.
    ML_DSA_44_FORGED
  }
}
