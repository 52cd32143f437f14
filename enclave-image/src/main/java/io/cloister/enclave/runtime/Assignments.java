// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.runtime;

import io.cloister.protocol.chain.BlockEntry;
import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.ChainFollower;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.chain.StateEvent;
import io.cloister.protocol.chain.TransactionBody;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.signature.KeyId;
import io.cloister.protocol.signature.SignedStatement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads from verified blocks what concerns this worker (invariant I3).
///
/// | event | of a job that names this worker | what follows |
/// |---|---|---|
/// | job authorized, this worker a candidate | - | its terms are remembered |
/// | JobAssigned to this worker | terms known | the round may run |
/// | JobAssigned to others, JobEnded | - | a round of it must stop |
/// | RevealOpened to this worker | committed | the reveal is due |
///
/// The chain's word is final, so no signature within its entries is checked again. Called by the
/// watching thread alone.
final class Assignments implements BlockListener {
  /// Jobs authorized for this worker and not ended yet; the eldest give way.
  private static final int MAX_JOBS = 10_000;

  /// What a worker does about its assignments; must not block.
  interface Duties {
    void run(Assignment assignment);

    void reveal(Assignment.Seat seat, Instant revealBy);

    /// Nothing of the job is due any longer, up to and including that round.
    void drop(JobId job, int round);
  }

  private final KeyId self;
  private final Duties duties;
  private final Map<JobId, Operation.AuthorizeJob> terms =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<JobId, Operation.AuthorizeJob> eldest) {
          return size() > MAX_JOBS;
        }
      };

  Assignments(KeyId self, Duties duties) {
    this.self = self;
    this.duties = duties;
  }

  @Override
  public void on(ChainFollower.Followed block) {
    for (BlockEntry entry : block.entries()) {
      if (entry.effect() instanceof Effect.Accepted(var events)) {
        remember(entry.transaction());
        events.forEach(event -> heed(event, block.header().height()));
      }
    }
  }

  private void remember(byte[] transaction) {
    if (transaction.length == 0) {
      return;
    }
    try {
      byte[] body = SignedStatement.decode(transaction).unverifiedPayload();
      if (TransactionBody.decode(body).operation() instanceof Operation.AuthorizeJob job
          && job.candidates().contains(self)) {
        terms.put(job.jobId(), job);
      }
    } catch (MalformedException e) {
      throw new IllegalStateException("the chain accepted what it cannot read", e);
    }
  }

  private void heed(ChainEvent event, long height) {
    switch (event) {
      case ChainEvent.JobAssigned assigned -> assign(assigned, height);
      case ChainEvent.RevealOpened opened -> {
        if (opened.committed().contains(self)) {
          Assignment.Seat seat = new Assignment.Seat(opened.jobId(), opened.round());
          duties.reveal(seat, Instant.ofEpochMilli(opened.revealBy()));
        }
      }
      case ChainEvent.JobEnded ended -> {
        if (terms.remove(ended.jobId()) != null) {
          duties.drop(ended.jobId(), Integer.MAX_VALUE);
        }
      }
      case ChainEvent.WorkerRegistered _ -> {}
      case StateEvent _ -> {}
    }
  }

  private void assign(ChainEvent.JobAssigned assigned, long height) {
    Operation.AuthorizeJob job = terms.get(assigned.jobId());
    if (job == null) {
      return;
    }
    duties.drop(assigned.jobId(), assigned.round() - 1);
    assigned
        .registrationOf(self)
        .ifPresent(registration -> {
          Instant commitBy = Instant.ofEpochMilli(assigned.commitBy());
          duties.run(new Assignment(job, assigned.round(), height, registration, commitBy));
        });
  }
}
