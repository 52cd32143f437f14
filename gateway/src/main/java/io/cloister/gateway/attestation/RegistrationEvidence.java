// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.attestation;

import io.cloister.attestation.Evidence;
import io.cloister.gateway.problem.Wire;
import io.cloister.protocol.chain.BlockEntry;
import io.cloister.protocol.chain.EntryProof;
import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.chain.Operation.RegisterWorker;
import io.cloister.protocol.chain.TransactionBody;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.SignedStatement;
import java.util.Optional;

/// Takes a worker's evidence out of its registration.
final class RegistrationEvidence {
  private RegistrationEvidence() {}

  /// The evidence in a stored proof of a registration, if what the chain let in is evidence.
  static Optional<Evidence> of(EntryProof registration) {
    BlockEntry entry = Wire.stored(registration.entry(), BlockEntry::decode);
    SignedStatement statement = Wire.stored(entry.transaction(), SignedStatement::decode);
    return of(Wire.stored(statement.unverifiedPayload(), TransactionBody::decode).operation());
  }

  /// The evidence in a registration, if it is evidence.
  static Optional<Evidence> of(Operation operation) {
    try {
      return operation instanceof RegisterWorker registered
          ? Optional.of(Evidence.decode(registered.evidence()))
          : Optional.empty();
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }
}
