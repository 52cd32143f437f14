// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.attestation;

import io.cloister.attestation.AttestationResult.Proven;
import io.cloister.attestation.Endorsements;
import io.cloister.gateway.chain.ChainListener;
import io.cloister.gateway.chain.SeenEntry;
import io.cloister.gateway.runtime.CryptoThreads;
import io.cloister.protocol.chain.ChainEvent.WorkerRegistered;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/// Notes what each attestation of a worker said about its platform, for questions about the past.
@ApplicationScoped
class AttestationLog implements ChainListener {
  private static final String NOTE =
      """
      insert into worker_attestation
        (worker, attested_at, expires_at, kind, model, tcb_status, tcb_date)
      values (:worker, :at, :expires, :kind, :model, :status,
        cast(cast(:date as text) as timestamptz))
      on conflict (worker, attested_at) do nothing\
      """;

  private final Attestations attestations;
  private final CryptoThreads crypto;

  AttestationLog(Attestations attestations, CryptoThreads crypto) {
    this.attestations = attestations;
    this.crypto = crypto;
  }

  @Override
  public Uni<Void> seen(Mutiny.Session session, SeenEntry entry) {
    Optional<WorkerRegistered> registered =
        entry.events().stream()
            .filter(WorkerRegistered.class::isInstance)
            .map(WorkerRegistered.class::cast)
            .findFirst();
    if (registered.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Instant at = Instant.ofEpochMilli(entry.header().consensusTime());
    return crypto
        .compute(() -> proven(entry, at))
        .chain(proven ->
            proven.isEmpty()
                ? Uni.createFrom().voidItem()
                : note(session, registered.get(), proven.get(), at));
  }

  private Optional<Proven> proven(SeenEntry entry, Instant at) {
    return entry
        .operation()
        .flatMap(RegistrationEvidence::of)
        .map(evidence -> attestations.verify(evidence, new Endorsements.None(), at))
        .filter(Proven.class::isInstance)
        .map(Proven.class::cast);
  }

  private static Uni<Void> note(
      Mutiny.Session session, WorkerRegistered event, Proven proven, Instant at) {
    return session
        .createNativeQuery(NOTE)
        .setParameter("worker", event.workerId().hex())
        .setParameter("at", at)
        .setParameter("expires", Instant.ofEpochMilli(event.expiresAt()))
        .setParameter("kind", proven.kind().label())
        .setParameter("model", proven.platform().model())
        .setParameter("status", proven.tcb().status().label())
        .setParameter("date", proven.tcb().date().map(Instant::toString).orElse(null))
        .executeUpdate()
        .replaceWithVoid();
  }
}
