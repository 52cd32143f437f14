// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.job;

import io.cloister.chain.state.BlockContext;
import io.cloister.chain.state.Effects;
import io.cloister.chain.state.State;
import io.cloister.chain.state.Table;
import io.cloister.chain.worker.WorkerRegistry;
import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.ChainEvent.JobAssigned;
import io.cloister.protocol.chain.ChainEvent.JobEnded;
import io.cloister.protocol.chain.ChainEvent.RevealOpened;
import io.cloister.protocol.chain.ChainParameters;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.Ending;
import io.cloister.protocol.chain.Operation.AuthorizeJob;
import io.cloister.protocol.chain.Operation.CancelJob;
import io.cloister.protocol.chain.Operation.CommitResult;
import io.cloister.protocol.chain.Operation.RevealResult;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.job.Outcome;
import io.cloister.protocol.signature.KeyId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListSet;

/// The jobs of the chain, from authorisation to their one end.
///
/// | phase | what happens | then |
/// |---|---|---|
/// | none | authorised by a gateway | COMMIT, workers assigned |
/// | COMMIT | all have committed, or its time is up and a quorum has | REVEAL |
/// | COMMIT | its time is up and no quorum has committed | COMMIT, next round |
/// | REVEAL | all have revealed, or its time is up: a quorum is equal | ended |
/// | REVEAL | the same, but no quorum is equal | COMMIT, next round |
/// | any | no round, no workers or no time left; cancelled | ended |
///
/// Trusts no worker: what counts is a quorum of equal outcomes from distinct operators. Written to
/// by the ordering thread alone; views may be taken from any thread.
public final class JobBook {
  /// Of jobs at a time: they are held in memory.
  static final int MAX_JOBS = 50_000;

  /// How long ahead a job may expire, since its id is remembered until then.
  static final long MAX_LIFETIME_MILLIS = 366L * 24 * 3600 * 1000;

  private final ChainParameters parameters;
  private final WorkerRegistry workers;
  private final Table<JobId, Job> jobs;
  private final ConcurrentSkipListSet<Deadline> deadlines = new ConcurrentSkipListSet<>();
  private final EndedJobs ended;

  /// @param parameters of the genesis
  /// @param workers who may be assigned
  /// @param state commits to every job
  public JobBook(ChainParameters parameters, WorkerRegistry workers, State state) {
    this.parameters = parameters;
    this.workers = workers;
    this.jobs = state.table("job", JobId::read, Job::read);
    this.ended = new EndedJobs(state);
  }

  /// Takes a job in and assigns its first round.
  public Effect authorize(AuthorizeJob terms, KeyId gateway, BlockContext at) {
    JobId id = terms.jobId();
    if (jobs.contains(id)) {
      return Effects.rejected("already-authorized", "job " + id + " is running");
    }
    if (ended.contains(id)) {
      return Effects.rejected("already-ended", "job " + id + " has ended");
    }
    if (terms.expiresAt() <= lastAssignment(at.time())) {
      return Effects.rejected("expires-too-soon", "no time is left to run and compare the job");
    }
    if (terms.expiresAt() > at.time() + MAX_LIFETIME_MILLIS) {
      return Effects.rejected("expires-too-late", "a job lives for at most 366 days");
    }
    if (terms.quorum() > terms.replicas() || 2 * terms.quorum() <= terms.replicas()) {
      return Effects.rejected("quorum-not-majority", "the quorum must be more than half");
    }
    if (jobs.size() >= MAX_JOBS) {
      return Effects.rejected("too-many-jobs", "the chain runs " + MAX_JOBS + " jobs already");
    }
    List<Seat> chosen = choose(terms, List.of(), 1, at);
    if (chosen.size() < terms.replicas()) {
      return Effects.rejected(
          "too-few-workers",
          terms.replicas() + " distinct operators wanted, " + chosen.size() + " eligible");
    }
    return Effects.accepted(assign(Job.first(terms, gateway, chosen, commitBy(terms, at))));
  }

  /// Ends a job at its gateway's wish.
  public Effect cancel(CancelJob operation, KeyId gateway, BlockContext at) {
    Job job = jobs.get(operation.jobId()).orElse(null);
    if (job == null) {
      return missing(operation.jobId());
    }
    if (!job.gateway().equals(gateway)) {
      return Effects.rejected("not-authorizer", "another gateway has authorised this job");
    }
    return Effects.accepted(end(job, Ending.CANCELLED, "cancelled"));
  }

  /// Takes a worker's commitment.
  public Effect commit(CommitResult operation, KeyId worker, BlockContext at) {
    Job job = jobs.get(operation.jobId()).orElse(null);
    if (job == null) {
      return missing(operation.jobId());
    }
    Optional<Seat> seat = job.seat(worker);
    if (operation.round() != job.round() || seat.isEmpty()) {
      return Effects.rejected("not-assigned", "this worker has no seat in round " + job.round());
    }
    if (seat.get().commitment() != null) {
      return Effects.rejected("already-committed", "this worker has committed");
    }
    if (job.phase() != Phase.COMMIT) {
      return Effects.rejected("late-commitment", "reveals are open");
    }
    workers.alive(worker);
    Job next = job.with(seat.get().committed(operation.commitment()));
    if (next.committed().size() < next.seats().size()) {
      put(next);
      return Effects.accepted();
    }
    return Effects.accepted(open(next, at));
  }

  /// Takes a worker's reveal.
  public Effect reveal(RevealResult operation, KeyId worker, BlockContext at) {
    Job job = jobs.get(operation.jobId()).orElse(null);
    if (job == null) {
      return missing(operation.jobId());
    }
    Optional<Seat> seat = job.seat(worker);
    if (operation.round() != job.round() || seat.isEmpty()) {
      return Effects.rejected("not-assigned", "this worker has no seat in round " + job.round());
    }
    if (seat.get().outcome() != null) {
      return Effects.rejected("already-revealed", "this worker has revealed");
    }
    if (job.phase() != Phase.REVEAL) {
      return Effects.rejected("reveal-not-open", "commitments are still awaited");
    }
    if (!operation.digest().equals(seat.get().commitment())) {
      return Effects.rejected("commitment-mismatch", "not what this worker has committed to");
    }
    if (!wellFormed(operation)) {
      return Effects.rejected("reveal-malformed", "a result, and only a result, has a receipt");
    }
    Job next = job.with(seat.get().revealed(operation.outcome()));
    if (next.revealed().size() < next.committed().size()) {
      put(next);
      return Effects.accepted();
    }
    return Effects.accepted(conclude(next, at));
  }

  /// Acts on the deadlines that have passed, oldest first.
  ///
  /// @param max at most so many; the next block goes on
  public List<ChainEvent> due(BlockContext at, int max) {
    List<ChainEvent> events = new ArrayList<>();
    while (events.size() < max && nextDeadline().orElse(Long.MAX_VALUE) <= at.time()) {
      Job job = jobs.get(deadlines.first().job()).orElseThrow();
      events.addAll(timeUp(job, at));
    }
    return events;
  }

  /// When the next deadline passes, in milliseconds since 1970.
  public OptionalLong nextDeadline() {
    // An iterator never fails because another thread has just removed the last one.
    Iterator<Deadline> soonest = deadlines.iterator();
    return soonest.hasNext() ? OptionalLong.of(soonest.next().at()) : OptionalLong.empty();
  }

  /// Forgets what can no longer be replayed.
  public void prune(BlockContext at) {
    ended.forget(at.time());
  }

  /// Finds deadlines again after entries have been restored.
  public void index() {
    jobs.values().forEach(job -> deadlines.add(new Deadline(job.deadline(), job.id())));
    ended.index();
  }

  /// What a job that has not ended waits for.
  public Optional<JobView> view(JobId id) {
    return jobs.get(id).map(JobView::of);
  }

  /// How many jobs have not ended.
  public int running() {
    return jobs.size();
  }

  private List<ChainEvent> timeUp(Job job, BlockContext at) {
    if (job.phase() == Phase.REVEAL) {
      return conclude(job, at);
    }
    if (job.committed().size() >= job.terms().quorum() && at.time() < job.terms().expiresAt()) {
      return List.of(open(job, at));
    }
    return rotate(job, at);
  }

  private ChainEvent open(Job job, BlockContext at) {
    Job opened = job.opened(at.time() + revealMillis());
    put(opened);
    return new RevealOpened(job.id(), job.round(), job.committed(), opened.deadline());
  }

  private List<ChainEvent> conclude(Job job, BlockContext at) {
    return switch (Comparison.of(job)) {
      case Comparison.Agreed agreed -> end(job, agreed, at);
      case Comparison.Open open -> rotate(job, at);
    };
  }

  /// Gives the job to other workers, as far as there are any; ends it if it may not go on.
  private List<ChainEvent> rotate(Job job, BlockContext at) {
    job.silent().forEach(workers::suspect);
    if (job.terms().expiresAt() <= lastAssignment(at.time())) {
      return List.of(end(job, Ending.EXPIRED, "expired"));
    }
    if (job.round() >= parameters.maxRounds()) {
      boolean heard = job.revealed().size() >= job.terms().quorum();
      return List.of(end(job, Ending.FAILED, heard ? "no-quorum" : "workers-silent"));
    }
    int round = job.round() + 1;
    List<Seat> chosen = choose(job.terms(), job.tried(), round, at);
    if (chosen.size() < job.terms().quorum()) {
      return List.of(end(job, Ending.FAILED, "too-few-workers"));
    }
    return List.of(assign(job.next(chosen, commitBy(job.terms(), at))));
  }

  private ChainEvent assign(Job job) {
    put(job);
    return new JobAssigned(
        job.id(), job.round(), job.workers(), job.registrations(), job.deadline());
  }

  private List<ChainEvent> end(Job job, Comparison.Agreed agreed, BlockContext at) {
    List<ChainEvent> events = new ArrayList<>();
    events.add(
        switch (agreed.outcome()) {
          case Outcome.Succeeded succeeded -> end(job, agreed, Ending.FINAL, "quorum");
          case Outcome.Failed failed -> end(job, agreed, Ending.FAILED, failed.code().code());
        });
    job.silent().forEach(workers::suspect);
    job.liars(agreed.outcome()).forEach(liar -> events.addAll(workers.ban(liar, at)));
    return events;
  }

  private ChainEvent end(Job job, Comparison.Agreed agreed, Ending ending, String reason) {
    JobEnded event =
        new JobEnded(
            job.id(),
            job.round(),
            ending,
            agreed.outcome(),
            ending == Ending.FINAL ? agreed.agreeing().getFirst() : null,
            agreed.agreeing(),
            agreed.dissenting(),
            job.silent(),
            reason);
    return forget(job, event);
  }

  private ChainEvent end(Job job, Ending ending, String reason) {
    List<KeyId> silent = ending == Ending.CANCELLED ? List.of() : job.silent();
    return forget(
        job,
        new JobEnded(
            job.id(), job.round(), ending, null, null, List.of(), List.of(), silent, reason));
  }

  private JobEnded forget(Job job, JobEnded event) {
    jobs.remove(job.id());
    deadlines.remove(new Deadline(job.deadline(), job.id()));
    ended.add(event, job.terms().expiresAt());
    return event;
  }

  private void put(Job job) {
    jobs.put(job.id(), job)
        .ifPresent(before -> deadlines.remove(new Deadline(before.deadline(), job.id())));
    deadlines.add(new Deadline(job.deadline(), job.id()));
  }

  private List<Seat> choose(AuthorizeJob terms, List<KeyId> tried, int round, BlockContext at) {
    Digest beacon = Assignment.beacon(at.previous(), terms, round);
    return Assignment.choose(terms, workers.eligible(terms, at.time()), tried, beacon);
  }

  /// The workers' time, such that reveals still fit before the job expires.
  private long commitBy(AuthorizeJob terms, BlockContext at) {
    long run = at.time() + terms.runSeconds() * 1000L;
    return Math.min(run, terms.expiresAt() - revealMillis());
  }

  /// A job that expires by then gets no further round.
  private long lastAssignment(long now) {
    return now + revealMillis();
  }

  private long revealMillis() {
    return parameters.revealSeconds() * 1000L;
  }

  private Effect missing(JobId id) {
    return ended.contains(id)
        ? Effects.rejected("already-ended", "job " + id + " has ended")
        : Effects.rejected("unknown-job", "job " + id + " is not on this chain");
  }

  private static boolean wellFormed(RevealResult operation) {
    return switch (operation.outcome()) {
      case Outcome.Succeeded result ->
          operation.receipt() != null && operation.sealedResult() != null;
      case Outcome.Failed failure ->
          operation.receipt() == null && operation.sealedResult() == null;
    };
  }
}
