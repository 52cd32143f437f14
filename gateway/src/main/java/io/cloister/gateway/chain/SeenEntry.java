// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.chain;

import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.EntryProof;
import io.cloister.protocol.chain.Header;
import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.encoding.Digest;
import java.util.List;
import java.util.Optional;

/// An entry of a block that this gateway has verified.
///
/// @param header the block's header
/// @param transaction digest of the transaction; empty for a tick
/// @param operation what the transaction asked; empty for a tick
/// @param effect what became of it
/// @param proof the entry's place in the block, kept for entries that register a worker
public record SeenEntry(
    Header header,
    Optional<Digest> transaction,
    Optional<Operation> operation,
    Effect effect,
    Optional<EntryProof> proof) {
  /// What followed from the entry, in order.
  public List<ChainEvent> events() {
    return switch (effect) {
      case Effect.Accepted(var events) -> events;
      case Effect.Rejected rejected -> List.of();
    };
  }

  boolean registersWorker() {
    return events().stream().anyMatch(ChainEvent.WorkerRegistered.class::isInstance);
  }

  SeenEntry with(EntryProof place) {
    return new SeenEntry(header, transaction, operation, effect, Optional.of(place));
  }
}
