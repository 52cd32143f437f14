// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.dispatch;

import io.cloister.gateway.chain.ChainListener;
import io.cloister.gateway.chain.SeenEntry;
import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.ChainEvent.JobAssigned;
import io.cloister.protocol.signature.KeyId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/// Notes an order for each worker that the chain assigns to a job of this gateway.
@ApplicationScoped
class Assignments implements ChainListener {
  private static final String NOTE =
      """
      insert into job_order (job, worker, round, drive_at)
      select id, :worker, :round, :now from job where id = :job
      on conflict (job, worker) do update set round = excluded.round, fetched_at = null\
      """;

  private final InstantSource clock;

  Assignments(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Uni<Void> seen(Mutiny.Session session, SeenEntry entry) {
    List<JobAssigned> assigned =
        entry.events().stream()
            .filter(JobAssigned.class::isInstance)
            .map(JobAssigned.class::cast)
            .toList();
    return Multi.createFrom()
        .iterable(assigned)
        .onItem()
        .transformToUniAndConcatenate(each -> note(session, each))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> note(Mutiny.Session session, ChainEvent.JobAssigned assigned) {
    return Multi.createFrom()
        .iterable(assigned.workers())
        .onItem()
        .transformToUniAndConcatenate(worker -> note(session, assigned, worker))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Integer> note(Mutiny.Session session, JobAssigned assigned, KeyId worker) {
    return session
        .createNativeQuery(NOTE)
        .setParameter("worker", worker.hex())
        .setParameter("round", assigned.round())
        .setParameter("now", clock.instant())
        .setParameter("job", assigned.jobId().value())
        .executeUpdate();
  }
}
