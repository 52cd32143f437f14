// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.runtime;

import io.cloister.protocol.envelope.RecipientKeyPair;
import io.cloister.protocol.envelope.Suite;
import io.cloister.protocol.signature.KeyId;
import io.cloister.protocol.signature.SigningKeyPair;
import java.security.SecureRandom;

/// The keys of one life of a worker: made inside, never written down, gone when the process ends.
///
/// @param signing signs transactions, tokens and receipts
/// @param recipient what orders and data keys are sealed to
public record WorkerKeys(SigningKeyPair signing, RecipientKeyPair recipient)
    implements AutoCloseable {
  /// Makes fresh keys.
  public static WorkerKeys generate(SecureRandom random) {
    return new WorkerKeys(
        SigningKeyPair.generate(random), RecipientKeyPair.generate(Suite.XWING, random));
  }

  /// The worker's name.
  public KeyId id() {
    return signing.publicKey().keyId();
  }

  /// Zeroes both.
  @Override
  public void close() {
    signing.close();
    recipient.close();
  }

  @Override
  public String toString() {
    return "WorkerKeys[" + id() + ", redacted]";
  }
}
