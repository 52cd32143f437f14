// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.bundle;

import io.cloister.gateway.chain.ChainListener;
import io.cloister.gateway.chain.SeenEntry;
import io.cloister.protocol.chain.ChainEvent.JobEnded;
import io.cloister.protocol.chain.Ending;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/// Notes that a bundle is due for each job of this gateway that the chain makes FINAL.
@ApplicationScoped
class FinishedJobs implements ChainListener {
  private static final String NOTE =
      """
      insert into job_bundle (job, drive_at) select id, :now from job where id = :job
      on conflict (job) do nothing\
      """;

  private final InstantSource clock;

  FinishedJobs(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Uni<Void> seen(Mutiny.Session session, SeenEntry entry) {
    List<JobEnded> ended =
        entry.events().stream()
            .filter(JobEnded.class::isInstance)
            .map(JobEnded.class::cast)
            .filter(event -> event.ending() == Ending.FINAL)
            .toList();
    return Multi.createFrom()
        .iterable(ended)
        .onItem()
        .transformToUniAndConcatenate(event -> note(session, event))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Integer> note(Mutiny.Session session, JobEnded event) {
    return session
        .createNativeQuery(NOTE)
        .setParameter("now", clock.instant())
        .setParameter("job", event.jobId().value())
        .executeUpdate();
  }
}
