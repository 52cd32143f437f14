// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.job;

import io.cloister.gateway.problem.ProblemCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.InstantSource;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/// Moves jobs through their states. A move that [JobState] has no way for changes nothing, so
/// repeated and late news are harmless.
@ApplicationScoped
public class JobStates {
  private final InstantSource clock;
  private final MeterRegistry meters;

  JobStates(InstantSource clock, MeterRegistry meters) {
    this.clock = clock;
    this.meters = meters;
  }

  /// The job, locked until the transaction ends, or null. To be called before anything else loads
  /// the job in the session: one that is loaded already would be locked as it was.
  Uni<JobEntity> lock(Mutiny.Session session, UUID id) {
    return session.find(JobEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
  }

  /// Notes that a worker fetched its order of a job, if the job is still in that round.
  public Uni<Void> running(Mutiny.Session session, UUID id, int round) {
    return lock(session, id)
        .chain(job ->
            job.round == round
                ? move(session, job, JobState.RUNNING)
                : Uni.createFrom().voidItem());
  }

  /// Moves the job on, if there is a way.
  Uni<Void> move(Mutiny.Session session, JobEntity job, JobState next) {
    if (!job.state.mayBecome(next)) {
      return Uni.createFrom().voidItem();
    }
    job.state = next;
    job.sequence++;
    job.updatedAt = clock.instant();
    if (next.isEnded()) {
      job.deadline = null;
    }
    meters.counter("cloister.job.transitions", "state", next.name()).increment();
    return session.persist(event(job));
  }

  /// Moves the job to a bad end, if it has not ended already.
  Uni<Void> fail(
      Mutiny.Session session, JobEntity job, JobState end, ProblemCode code, String detail) {
    if (job.state.mayBecome(end)) {
      job.problemCode = code.code();
      job.problemDetail = detail;
    }
    return move(session, job, end);
  }

  /// The event of the state that the job is in.
  static JobEventEntity event(JobEntity job) {
    JobEventEntity event = new JobEventEntity();
    event.job = job.id;
    event.sequence = job.sequence;
    event.state = job.state;
    event.at = job.updatedAt;
    return event;
  }
}
