// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.worker;

import io.cloister.gateway.chain.ChainListener;
import io.cloister.gateway.chain.SeenEntry;
import io.cloister.protocol.chain.ChainEvent.WorkerRegistered;
import io.cloister.protocol.chain.EntryProof;
import io.cloister.protocol.chain.Operation.RegisterWorker;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/// The chain's registry of workers, mirrored. It holds what blocks say, with the proof of each
/// registration, so that clients need not believe the mirror.
@ApplicationScoped
public class WorkerRegistry implements ChainListener {
  WorkerRegistry() {}

  /// All workers whose registration lasts.
  public Uni<List<RegisteredWorker>> current(Mutiny.Session session, Instant now) {
    return session
        .createSelectionQuery(
            "from WorkerEntity where expiresAt > ?1 order by id", WorkerEntity.class)
        .setParameter(1, now)
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

  @Override
  public Uni<Void> seen(Mutiny.Session session, SeenEntry entry) {
    if (!(entry.operation().orElse(null) instanceof RegisterWorker operation)) {
      return Uni.createFrom().voidItem();
    }
    List<WorkerEntity> rows =
        entry.events().stream()
            .filter(WorkerRegistered.class::isInstance)
            .map(WorkerRegistered.class::cast)
            .map(event -> row(entry, operation, event))
            .toList();
    return session.mergeAll(rows.toArray());
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
    return row;
  }

  private static List<RegisteredWorker> registered(List<WorkerEntity> rows) {
    return rows.stream().map(RegisteredWorker::of).toList();
  }
}
