// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.worker;

import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.signature.HybridPublicKey;
import io.cloister.protocol.signature.KeyId;

/// A registered worker, as the state keeps it.
///
/// @param signingKey signs its transactions
/// @param recipientKey digest of the key that is sealed to
/// @param operator who runs it
/// @param region where it stands
/// @param registration what its evidence proved
/// @param nonceHeight the block that its evidence is fresh against
/// @param transaction the digest of the registering transaction
public record Worker(
    HybridPublicKey signingKey,
    Digest recipientKey,
    String operator,
    String region,
    ChainEvent.WorkerRegistered registration,
    long nonceHeight,
    Digest transaction)
    implements Encodable {

  /// The worker's name.
  public KeyId id() {
    return registration.workerId();
  }

  /// Whether its evidence still counts.
  public Standing standing(long time) {
    return time < registration.expiresAt() ? Standing.REGISTERED : Standing.EXPIRED;
  }

  /// Whether a worker may be given work.
  public enum Standing {
    /// It may.
    REGISTERED,
    /// It has to register again.
    EXPIRED
  }

  @Override
  public void write(CborWriter out) {
    out.map(7).key(1).item(signingKey).key(2).item(recipientKey).key(3).text(operator);
    out.key(4).text(region).key(5).item(registration).key(6).integer(nonceHeight);
    out.key(7).item(transaction);
  }
}
