// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.job;

import io.cloister.chain.state.State;
import io.cloister.chain.state.Table;
import io.cloister.protocol.chain.ChainEvent.JobEnded;
import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.JobId;
import java.util.NavigableSet;
import java.util.TreeSet;

/// The jobs that have ended and whose authorisation could still be replayed. After its expiry an
/// authorisation is refused for its age alone, so the job may be forgotten; blocks keep its
/// history.
final class EndedJobs {
  /// A job that has ended.
  ///
  /// @param ending digest of how it ended
  /// @param expiresAt when it may be forgotten, in milliseconds since 1970
  record Ended(Digest ending, long expiresAt) implements Encodable {
    @Override
    public void write(CborWriter out) {
      out.map(2).key(1).item(ending).key(2).integer(expiresAt);
    }

    static Ended read(CborReader in) throws MalformedException {
      in.map(2);
      return new Ended(Digest.read(in.key(1)), in.key(2).integer(0, Long.MAX_VALUE));
    }
  }

  private final Table<JobId, Ended> jobs;
  private final NavigableSet<Deadline> expiries = new TreeSet<>();

  EndedJobs(State state) {
    this.jobs = state.table("ended-job", JobId::read, Ended::read);
  }

  void add(JobEnded event, long expiresAt) {
    jobs.put(event.jobId(), new Ended(event.digest(), expiresAt));
    expiries.add(new Deadline(expiresAt, event.jobId()));
  }

  boolean contains(JobId id) {
    return jobs.contains(id);
  }

  /// Forgets the jobs that expired by now.
  void forget(long now) {
    while (!expiries.isEmpty() && expiries.first().at() <= now) {
      jobs.remove(expiries.removeFirst().job());
    }
  }

  /// Finds the expiries again after entries have been restored.
  void index() {
    jobs.all().forEach((id, job) -> expiries.add(new Deadline(job.expiresAt(), id)));
  }
}
