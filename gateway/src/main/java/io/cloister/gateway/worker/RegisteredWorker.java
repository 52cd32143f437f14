// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.worker;

import io.cloister.gateway.problem.Wire;
import io.cloister.protocol.chain.EntryProof;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.envelope.RecipientKey;
import io.cloister.protocol.signature.HybridPublicKey;
import io.cloister.protocol.signature.KeyId;
import java.time.Instant;

/// A worker that the chain registered, for other features.
///
/// @param attestedAt when the chain accepted its evidence
/// @param registration proof of its registration
public record RegisteredWorker(
    KeyId id,
    String operator,
    String region,
    String mode,
    String measurement,
    int confidenceClass,
    Instant attestedAt,
    Instant expiresAt,
    HybridPublicKey signingKey,
    RecipientKey recipientKey,
    EntryProof registration) {

  static RegisteredWorker of(WorkerEntity worker) {
    HybridPublicKey signingKey = Wire.stored(worker.signingKey, HybridPublicKey::decode);
    return new RegisteredWorker(
        signingKey.keyId(),
        worker.operator,
        worker.region,
        worker.mode,
        worker.measurement,
        worker.confidenceClass,
        worker.attestedAt,
        worker.expiresAt,
        signingKey,
        Wire.stored(worker.recipientKey, RecipientKey::decode),
        Wire.stored(worker.registration, EntryProof::decode));
  }

  /// What key grants for this worker name.
  public Digest recipient() {
    return recipientKey.digest();
  }
}
