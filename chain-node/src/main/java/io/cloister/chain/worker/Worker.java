// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.worker;

import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.HybridPublicKey;
import io.cloister.protocol.signature.KeyId;
import java.util.List;

/// A registered worker, as the state keeps it.
///
/// @param signingKey signs its transactions
/// @param recipientKey digest of the key that is sealed to
/// @param operator who runs it
/// @param region where it stands
/// @param capabilities the kinds of program that it runs
/// @param registration what its evidence proved
/// @param nonceHeight the block that its evidence is fresh against
/// @param transaction the digest of the registering transaction
public record Worker(
    HybridPublicKey signingKey,
    Digest recipientKey,
    String operator,
    String region,
    List<String> capabilities,
    ChainEvent.WorkerRegistered registration,
    long nonceHeight,
    Digest transaction)
    implements Encodable {
  /// Copies the list.
  public Worker {
    capabilities = List.copyOf(capabilities);
  }

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
    out.map(8).key(1).item(signingKey).key(2).item(recipientKey).key(3).text(operator);
    out.key(4).text(region).key(5).texts(capabilities).key(6).item(registration);
    out.key(7).integer(nonceHeight).key(8).item(transaction);
  }

  static Worker read(CborReader in) throws MalformedException {
    in.map(8);
    HybridPublicKey signingKey = HybridPublicKey.read(in.key(1));
    Digest recipientKey = Digest.read(in.key(2));
    String operator = in.key(3).text(Operation.MAX_TEXT);
    String region = in.key(4).text(Operation.MAX_TEXT);
    List<String> capabilities =
        in.key(5).list(Operation.MAX_CAPABILITIES, e -> e.text(Operation.MAX_TEXT));
    if (!(ChainEvent.read(in.key(6)) instanceof ChainEvent.WorkerRegistered registration)) {
      throw new MalformedException("expected a registration");
    }
    return new Worker(
        signingKey,
        recipientKey,
        operator,
        region,
        capabilities,
        registration,
        in.key(7).integer(0, Long.MAX_VALUE),
        Digest.read(in.key(8)));
  }
}
