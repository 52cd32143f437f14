// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.worker;

import io.cloister.gateway.chain.ChainListener;
import io.cloister.gateway.chain.SeenEntry;
import io.cloister.gateway.problem.Wire;
import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.ChainEvent.WorkerRegistered;
import io.cloister.protocol.chain.EntryProof;
import io.cloister.protocol.chain.Operation.RegisterWorker;
import io.cloister.protocol.chain.WorkerEvent.WorkerStateChanged;
import io.cloister.protocol.chain.WorkerState;
import io.cloister.protocol.encoding.Digest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/// The chain's registry of workers, mirrored. It holds what blocks say, with the proof of each
/// registration, so that clients need not believe the mirror.
@ApplicationScoped
public class WorkerRegistry implements ChainListener {
  WorkerRegistry() {}

  /// How long a registration is kept after it has ended: longer than any job that was assigned by
  /// it can take to be put on record.
  private static final Duration KEPT = Duration.ofDays(60);

  /// All workers that get work, as far as the chain has told.
  public Uni<List<RegisteredWorker>> current(Mutiny.Session session, Instant now) {
    return session
        .createSelectionQuery(
            "from WorkerEntity where expiresAt > ?1 and state = ?2 order by id", WorkerEntity.class)
        .setParameter(1, now)
        .setParameter(2, WorkerState.IDLE)
        .getResultList()
        .map(WorkerRegistry::registered);
  }

  /// Those of the workers that are registered, expired or not, in the order of their ids.
  public Uni<List<RegisteredWorker>> find(Mutiny.Session session, Collection<String> ids) {
    return session
        .createSelectionQuery("from WorkerEntity where id in ?1 order by id", WorkerEntity.class)
        .setParameter(1, ids)
        .getResultList()
        .map(WorkerRegistry::registered);
  }

  /// The proofs of these registrations, in the order given.
  ///
  /// @param transactions digests of the registering transactions
  /// @throws IllegalStateException if one is not known
  public Uni<List<EntryProof>> registrations(Mutiny.Session session, List<Digest> transactions) {
    return session
        .find(RegistrationEntity.class, transactions.stream().map(Digest::hex).toArray())
        .map(rows -> rows.stream().map(WorkerRegistry::proof).toList());
  }

  @Override
  public Uni<Void> seen(Mutiny.Session session, SeenEntry entry) {
    return Multi.createFrom()
        .iterable(entry.events())
        .onItem()
        .transformToUniAndConcatenate(event -> apply(session, entry, event))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static Uni<Void> apply(Mutiny.Session session, SeenEntry entry, ChainEvent event) {
    return switch (event) {
      case WorkerRegistered registered
          when entry.operation().orElse(null) instanceof RegisterWorker operation ->
          session
              .mergeAll(row(entry, operation, registered), registration(entry, registered))
              .chain(() -> forget(session, entry));
      case WorkerStateChanged changed ->
          session
              .find(WorkerEntity.class, changed.workerId().hex())
              .onItem()
              .ifNotNull()
              .invoke(row -> row.state = changed.state())
              .replaceWithVoid();
      default -> Uni.createFrom().voidItem();
    };
  }

  private static Uni<Void> forget(Mutiny.Session session, SeenEntry entry) {
    Instant now = Instant.ofEpochMilli(entry.header().consensusTime());
    return session
        .createMutationQuery("delete from RegistrationEntity where expiresAt < ?1")
        .setParameter(1, now.minus(KEPT))
        .executeUpdate()
        .replaceWithVoid();
  }

  private static RegistrationEntity registration(SeenEntry entry, WorkerRegistered event) {
    RegistrationEntity row = new RegistrationEntity();
    row.id = entry.transaction().orElseThrow().hex();
    row.expiresAt = Instant.ofEpochMilli(event.expiresAt());
    row.proof = entry.proof().map(EntryProof::encode).orElseThrow();
    return row;
  }

  private static EntryProof proof(@Nullable RegistrationEntity row) {
    if (row == null) {
      throw new IllegalStateException("a job was assigned by a registration unknown here");
    }
    return Wire.stored(row.proof, EntryProof::decode);
  }

  private static WorkerEntity row(
      SeenEntry entry, RegisterWorker operation, WorkerRegistered event) {
    WorkerEntity row = new WorkerEntity();
    row.id = event.workerId().hex();
    row.operator = operation.operator();
    row.region = operation.region();
    row.mode = event.mode();
    row.measurement = HexFormat.of().formatHex(event.measurement());
    row.confidenceClass = event.confidenceClass();
    row.attestedAt = Instant.ofEpochMilli(entry.header().consensusTime());
    row.expiresAt = Instant.ofEpochMilli(event.expiresAt());
    row.signingKey = operation.signingKey().encode();
    row.recipientKey = operation.recipientKey().encode();
    row.recipient = operation.recipientKey().digest().hex();
    row.registration = entry.proof().map(EntryProof::encode).orElseThrow();
    row.state = WorkerState.IDLE;
    return row;
  }

  private static List<RegisteredWorker> registered(List<WorkerEntity> rows) {
    return rows.stream().map(RegisteredWorker::of).toList();
  }
}
