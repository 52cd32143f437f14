// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.runtime;

import io.cloister.enclave.channel.Backoff;
import io.cloister.enclave.channel.GatewayClient;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.job.Outcome;
import io.cloister.protocol.job.WorkerResult;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Does what the chain asks of this worker: runs each (job, round) once, commits to its outcome,
/// reveals it when asked.
///
/// | stage of a seat | left when | to |
/// |---|---|---|
/// | queued | a lane is free | running |
/// | running | the outcome is known; a result lies at the gateway | committing |
/// | committing | the commitment is final | committed |
/// | committed | RevealOpened names this worker | revealing |
/// | revealing | the reveal is final, or too late | gone |
/// | any | the job ends or goes to another round | gone |
public final class JobRunner implements Assignments.Duties {
  private static final System.Logger LOG = System.getLogger(JobRunner.class.getName());

  /// Waiting longer than this many runs would be too late anyway.
  private static final int MAX_QUEUED = 64;

  /// Seats remembered so that none runs twice.
  private static final int MAX_SEATS = 100_000;

  private static final int NONCE_BYTES = 32;

  private final JobExecution execution;
  private final Receipts receipts;
  private final GatewayClient gateway;
  private final Transactions transactions;
  private final Counters counters;
  private final InstantSource clock;
  private final SecureRandom random;
  private final BlockingQueue<Assignment> queue = new ArrayBlockingQueue<>(MAX_QUEUED);
  private final Map<Assignment.Seat, Thread> running = new ConcurrentHashMap<>();
  private final Map<Assignment.Seat, Operation.RevealResult> committed = new ConcurrentHashMap<>();
  private final Map<Assignment.Seat, Boolean> seats =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Assignment.Seat, Boolean> eldest) {
          return size() > MAX_SEATS;
        }
      };

  /// What a runner works with.
  record Tools(
      JobExecution execution,
      Receipts receipts,
      GatewayClient gateway,
      Transactions transactions,
      Counters counters) {}

  JobRunner(Tools tools, InstantSource clock, SecureRandom random) {
    this.execution = tools.execution();
    this.receipts = tools.receipts();
    this.gateway = tools.gateway();
    this.transactions = tools.transactions();
    this.counters = tools.counters();
    this.clock = clock;
    this.random = random;
  }

  /// Works off assignments, one after the other, until interrupted: one lane.
  public void work() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        work(queue.take());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void run(Assignment assignment) {
    if (seats.put(assignment.seat(), true) != null) {
      return;
    }
    counters.count(Counters.Event.ASSIGNED);
    if (!queue.offer(assignment)) {
      LOG.log(System.Logger.Level.WARNING, "job {0}: the queue is full", assignment.job());
      counters.count(Counters.Event.ABANDONED);
    }
  }

  @Override
  public void reveal(Assignment.Seat seat, Instant revealBy) {
    Operation.RevealResult reveal = committed.remove(seat);
    if (reveal != null) {
      Thread.ofVirtual().name("reveal-" + seat.job()).start(() -> show(reveal, revealBy));
    }
  }

  @Override
  public void drop(JobId job, int round) {
    queue.removeIf(waiting -> waiting.job().equals(job) && waiting.round() <= round);
    committed.keySet().removeIf(seat -> seat.job().equals(job) && seat.round() <= round);
    for (Assignment.Seat seat : Set.copyOf(running.keySet())) {
      if (seat.job().equals(job) && seat.round() <= round) {
        // The lane clears the interruption once it has left this seat.
        running.computeIfPresent(
            seat,
            (_, lane) -> {
              lane.interrupt();
              return lane;
            });
      }
    }
  }

  private void work(Assignment assignment) {
    running.put(assignment.seat(), Thread.currentThread());
    try {
      execute(assignment);
    } catch (InterruptedException e) {
      abandon(assignment, "dropped");
    } catch (IOException e) {
      abandon(assignment, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // The outermost loop: one job's broken run must not end the worker. Its message may hold
      // data.
      abandon(assignment, e.getClass().getName());
    } finally {
      running.remove(assignment.seat());
      boolean _ = Thread.interrupted();
    }
  }

  private void execute(Assignment assignment) throws IOException, InterruptedException {
    switch (execution.run(assignment)) {
      case JobExecution.Result.Failed(var code) -> {
        counters.count(Counters.Event.FAILED);
        commit(assignment, reveal(assignment, new Outcome.Failed(code), null));
      }
      case JobExecution.Result.Answered answer -> {
        Receipts.Prepared prepared;
        try (CheckedOrder.Ready _ = answer.order()) {
          prepared = receipts.prepare(answer, assignment, clock.instant());
        }
        counters.count(Counters.Event.ANSWERED);
        leave(assignment, prepared.result());
        Outcome outcome = new Outcome.Succeeded(prepared.resultDigest());
        commit(assignment, reveal(assignment, outcome, prepared.result()));
      }
    }
  }

  private void leave(Assignment assignment, WorkerResult result)
      throws IOException, InterruptedException {
    Backoff backoff = new Backoff(random);
    while (clock.instant().isBefore(assignment.commitBy())) {
      try {
        gateway.leave(assignment.job(), assignment.round(), result);
        return;
      } catch (IOException e) {
        LOG.log(
            System.Logger.Level.INFO,
            "job {0}: result not taken: {1}",
            assignment.job(),
            e.getMessage());
      }
      backoff.pause();
    }
    throw new IOException("the result was not taken in time");
  }

  private Operation.RevealResult reveal(
      Assignment assignment, Outcome outcome, @Nullable WorkerResult result) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    return new Operation.RevealResult(
        assignment.job(),
        assignment.round(),
        outcome,
        result == null ? null : Digest.of(result.receipt()),
        result == null ? null : Digest.of(result.sealedResult()),
        nonce);
  }

  private void commit(Assignment assignment, Operation.RevealResult reveal)
      throws InterruptedException {
    // Before the commitment: the block that holds it may be the one that asks for the reveal.
    committed.put(assignment.seat(), reveal);
    Operation commitment =
        new Operation.CommitResult(assignment.job(), assignment.round(), reveal.digest());
    if (isAccepted(transactions.submit(commitment, assignment.commitBy()))) {
      counters.count(Counters.Event.COMMITTED);
      LOG.log(
          System.Logger.Level.INFO,
          "job {0} round {1}: committed",
          assignment.job(),
          assignment.round());
    } else {
      committed.remove(assignment.seat());
      abandon(assignment, "the commitment did not count");
    }
  }

  private void show(Operation.RevealResult reveal, Instant revealBy) {
    try {
      if (isAccepted(transactions.submit(reveal, revealBy))) {
        counters.count(Counters.Event.REVEALED);
        LOG.log(
            System.Logger.Level.INFO,
            "job {0} round {1}: revealed",
            reveal.jobId(),
            reveal.round());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isAccepted(Transactions.Submission submission) {
    return submission instanceof Transactions.Submission.Recorded recorded
        && recorded.effect() instanceof Effect.Accepted;
  }

  private void abandon(Assignment assignment, String reason) {
    counters.count(Counters.Event.ABANDONED);
    LOG.log(
        System.Logger.Level.WARNING,
        "job {0} round {1}: {2}",
        assignment.job(),
        assignment.round(),
        reason);
  }
}
