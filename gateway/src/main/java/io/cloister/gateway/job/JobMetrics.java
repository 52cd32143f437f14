// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.job;

import io.cloister.gateway.runtime.Loop.Progress;
import io.cloister.gateway.runtime.Loops;
import io.cloister.gateway.tenant.SystemScope;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.reactive.mutiny.Mutiny;

/// How many jobs are in each state, and how many transactions wait for the chain. Counted for all
/// tenants together: a metric names none of them.
@ApplicationScoped
class JobMetrics {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final SystemScope system;
  private final Map<JobState, AtomicLong> jobs = new EnumMap<>(JobState.class);
  private final AtomicLong pending;

  JobMetrics(SystemScope system, MeterRegistry meters) {
    this.system = system;
    this.pending = meters.gauge("cloister.outbox.pending", new AtomicLong());
    for (JobState state : JobState.values()) {
      AtomicLong count = new AtomicLong();
      jobs.put(state, count);
      Gauge.builder("cloister.jobs", count, AtomicLong::get)
          .tag("state", state.name())
          .register(meters);
    }
  }

  void start(@Observes StartupEvent event, Loops loops) {
    loops.start("job metrics", PAUSE, this::count);
  }

  private Uni<Progress> count() {
    return system.run(this::read).replaceWith(Progress.IDLE);
  }

  private record Count(JobState state, long jobs) {}

  private Uni<Void> read(Mutiny.Session session) {
    return session
        .createSelectionQuery(
            "select new io.cloister.gateway.job.JobMetrics$Count(state, count(*))"
                + " from JobEntity group by state",
            Count.class)
        .getResultList()
        .invoke(this::set)
        .chain(() ->
            session
                .createSelectionQuery(
                    "select count(*) from OutboxEntity where state = PENDING", Long.class)
                .getSingleResult())
        .invoke(pending::set)
        .replaceWithVoid();
  }

  private void set(List<Count> counts) {
    jobs.values().forEach(count -> count.set(0));
    for (Count count : counts) {
      AtomicLong gauge = jobs.get(count.state());
      if (gauge != null) {
        gauge.set(count.jobs());
      }
    }
  }
}
