// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.job;

import io.cloister.gateway.runtime.GatewayConfig;
import io.cloister.gateway.runtime.Loop.Progress;
import io.cloister.gateway.runtime.Loops;
import io.cloister.gateway.tenant.SystemScope;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/// Drives jobs again whose time is up. The chain alone ends a job that it may know of, so the
/// gateway asks it to withdraw the job and asks again, until a block says how the job ended. A
/// chain that comes back after any outage therefore ends every job.
@ApplicationScoped
class JobDeadlines {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final String DUE =
      "select * from job where deadline <= :now order by deadline limit 20"
          + " for update skip locked";

  private final SystemScope system;
  private final Outbox outbox;
  private final GatewayConfig config;
  private final InstantSource clock;

  JobDeadlines(SystemScope system, Outbox outbox, GatewayConfig config, InstantSource clock) {
    this.system = system;
    this.outbox = outbox;
    this.config = config;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event, Loops loops) {
    loops.start("job deadlines", PAUSE, this::drive);
  }

  Uni<Progress> drive() {
    return system.run(session -> due(session).chain(jobs -> withdrawAll(session, jobs)));
  }

  private Uni<List<JobEntity>> due(Mutiny.Session session) {
    return session
        .createNativeQuery(DUE, JobEntity.class)
        .setParameter("now", clock.instant())
        .getResultList();
  }

  private Uni<Progress> withdrawAll(Mutiny.Session session, List<JobEntity> jobs) {
    return Multi.createFrom()
        .iterable(jobs)
        .onItem()
        .transformToUniAndConcatenate(job -> withdraw(session, job))
        .collect()
        .last()
        .replaceWith(jobs.isEmpty() ? Progress.IDLE : Progress.MORE);
  }

  /// What is still on its way is given up first: the chain will have refused it for its expiry.
  private Uni<Void> withdraw(Mutiny.Session session, JobEntity job) {
    job.deadline = clock.instant().plus(config.endingGrace());
    return outbox.abandon(session, job.id).chain(() -> outbox.cancel(session, job.id));
  }
}
