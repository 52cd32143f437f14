// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.job;

import io.cloister.gateway.chain.ChainListener;
import io.cloister.gateway.chain.SeenEntry;
import io.cloister.gateway.problem.ProblemCode;
import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.ChainEvent.JobAssigned;
import io.cloister.protocol.chain.ChainEvent.JobEnded;
import io.cloister.protocol.chain.ChainEvent.RevealOpened;
import io.cloister.protocol.chain.ChainEvent.WorkerRegistered;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.StateEvent;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.Outcome;
import io.cloister.protocol.signature.KeyId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/// Moves jobs by what the chain made final. Events of jobs that are not in this database belong to
/// other gateways and are passed over.
@ApplicationScoped
class JobFollower implements ChainListener {
  private final JobStates states;
  private final Outbox outbox;

  JobFollower(JobStates states, Outbox outbox) {
    this.states = states;
    this.outbox = outbox;
  }

  @Override
  public Uni<Void> seen(Mutiny.Session session, SeenEntry entry) {
    return answered(session, entry).chain(() -> events(session, entry.events()));
  }

  private Uni<Void> events(Mutiny.Session session, List<ChainEvent> events) {
    return Multi.createFrom()
        .iterable(events)
        .onItem()
        .transformToUniAndConcatenate(event -> apply(session, event))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> apply(Mutiny.Session session, ChainEvent event) {
    return switch (event) {
      case WorkerRegistered registered -> Uni.createFrom().voidItem();
      case StateEvent other -> Uni.createFrom().voidItem();
      case JobAssigned assigned ->
          states
              .lock(session, assigned.jobId().value())
              .onItem()
              .ifNotNull()
              .transformToUni(job -> assign(session, job, assigned));
      case RevealOpened opened ->
          states
              .lock(session, opened.jobId().value())
              .onItem()
              .ifNotNull()
              .transformToUni(job -> states.move(session, job, JobState.COMPARING));
      case JobEnded ended ->
          states
              .lock(session, ended.jobId().value())
              .onItem()
              .ifNotNull()
              .transformToUni(job -> end(session, job, ended));
    };
  }

  private Uni<Void> assign(Mutiny.Session session, JobEntity job, JobAssigned assigned) {
    if (assigned.round() <= job.round) {
      return Uni.createFrom().voidItem();
    }
    job.round = assigned.round();
    job.workers = ids(assigned.workers());
    return states.move(session, job, JobState.ASSIGNED);
  }

  private Uni<Void> end(Mutiny.Session session, JobEntity job, JobEnded ended) {
    if (job.state.isEnded()) {
      return Uni.createFrom().voidItem();
    }
    job.agreeing = ids(ended.agreeing());
    job.dissenting = ids(ended.dissenting());
    job.silent = ids(ended.silent());
    KeyId receiptWorker = ended.receiptWorker();
    job.receiptWorker = receiptWorker == null ? null : receiptWorker.hex();
    return outbox.abandon(session, job.id).chain(() -> finish(session, job, ended));
  }

  private Uni<Void> finish(Mutiny.Session session, JobEntity job, JobEnded ended) {
    return switch (ended.ending()) {
      case FINAL -> states.move(session, job, JobState.FINAL);
      case FAILED ->
          states.fail(
              session,
              job,
              JobState.FAILED,
              failure(ended),
              "The chain ended it: " + ended.reason() + ".");
      case CANCELLED -> cancelled(session, job);
      case EXPIRED -> expired(session, job);
    };
  }

  /// A withdrawal that only the deadline asked for is an expiry to whoever submitted the job.
  private Uni<Void> cancelled(Mutiny.Session session, JobEntity job) {
    return job.cancelRequested
        ? states.fail(
            session, job, JobState.CANCELLED, ProblemCode.JOB_CANCELLED, "It was withdrawn.")
        : expired(session, job);
  }

  private Uni<Void> expired(Mutiny.Session session, JobEntity job) {
    return states.fail(
        session, job, JobState.EXPIRED, ProblemCode.JOB_EXPIRED, "No result came in time.");
  }

  private static ProblemCode failure(JobEnded ended) {
    if (ended.outcome() instanceof Outcome.Failed(var code)) {
      return JobProblems.of(code);
    }
    return ended.reason().equals("no-quorum") ? ProblemCode.NO_QUORUM : ProblemCode.JOB_FAILED;
  }

  /// What a block says about a transaction of ours.
  private Uni<Void> answered(Mutiny.Session session, SeenEntry entry) {
    if (entry.transaction().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Digest transaction = entry.transaction().get();
    return outbox
        .find(session, transaction.hex())
        .onItem()
        .ifNotNull()
        .transformToUni(row -> answer(session, row, entry));
  }

  private Uni<Void> answer(Mutiny.Session session, OutboxEntity row, SeenEntry entry) {
    return switch (entry.effect()) {
      case Effect.Accepted accepted -> {
        row.state = OutboxEntity.State.ACCEPTED;
        yield Uni.createFrom().voidItem();
      }
      case Effect.Rejected rejected -> {
        row.state = OutboxEntity.State.REJECTED;
        yield states
            .lock(session, row.job)
            .chain(job -> rejected(session, job, row, rejected, entry));
      }
    };
  }

  private Uni<Void> rejected(
      Mutiny.Session session,
      JobEntity job,
      OutboxEntity row,
      Effect.Rejected rejected,
      SeenEntry entry) {
    if (rejected.code().startsWith("already-")) {
      return Uni.createFrom().voidItem();
    }
    if (rejected.code().equals("expires-too-soon")) {
      return expired(session, job);
    }
    if (row.kind == OutboxEntity.Kind.AUTHORIZE) {
      return states.fail(
          session,
          job,
          JobState.FAILED,
          ProblemCode.AUTHORIZATION_REJECTED,
          "The chain refused it: " + rejected.code() + ".");
    }
    boolean late = !Instant.ofEpochMilli(entry.header().consensusTime()).isBefore(job.expiresAt);
    return late ? expired(session, job) : Uni.createFrom().voidItem();
  }

  private static String[] ids(List<KeyId> workers) {
    return workers.stream().map(KeyId::hex).toArray(String[]::new);
  }
}
