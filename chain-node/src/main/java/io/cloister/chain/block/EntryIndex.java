// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.block;

import io.cloister.chain.storage.DiskIndex;
import io.cloister.protocol.chain.BlockEntry;
import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.chain.StateEvent;
import io.cloister.protocol.chain.StateOperation;
import io.cloister.protocol.chain.TransactionBody;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.signature.SignedStatement;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/// Finds entries by transaction and by job. Derived from the blocks; putting an entry in twice does
/// no harm.
final class EntryIndex {
  /// More entries than a job can have: every worker of every round, twice, and its own.
  private static final int MAX_JOB_ENTRIES = 4 * Operation.MAX_REPLICAS * Operation.MAX_ROUND;

  private static final byte[] JOB = "job-entry".getBytes(StandardCharsets.UTF_8);

  private final DiskIndex index;
  private final Function<Location, BlockEntry> entries;

  /// @param index where it lies
  /// @param entries reads an entry that was put in before
  EntryIndex(DiskIndex index, Function<Location, BlockEntry> entries) {
    this.index = index;
    this.entries = entries;
  }

  void put(BlockEntry entry, Location location) {
    byte[] transaction = entry.transaction();
    if (transaction.length > 0) {
      putTransaction(Digest.of(transaction), location);
    }
    if (entry.effect() instanceof Effect.Accepted accepted) {
      for (JobId job : jobs(transaction, accepted)) {
        putJobEntry(job, location);
      }
    }
  }

  /// Where a transaction is: where it was accepted, or else where it was rejected last.
  Optional<Location> transaction(Digest id) {
    return location(index.get(id));
  }

  /// The entries that moved a job, in order.
  List<Location> job(JobId id) {
    List<Location> locations = new ArrayList<>();
    for (int i = 0; i < MAX_JOB_ENTRIES; i++) {
      Optional<Location> next = location(index.get(jobKey(id, i)));
      if (next.isEmpty()) {
        break;
      }
      locations.add(next.get());
    }
    return locations;
  }

  private void putTransaction(Digest id, Location location) {
    Optional<Location> known = transaction(id);
    if (known.isEmpty() || !(entries.apply(known.get()).effect() instanceof Effect.Accepted)) {
      index.put(id, location.packed());
    }
  }

  private void putJobEntry(JobId job, Location location) {
    for (int i = 0; i < MAX_JOB_ENTRIES; i++) {
      OptionalLong taken = index.get(jobKey(job, i));
      if (taken.isEmpty() || taken.getAsLong() == location.packed()) {
        index.put(jobKey(job, i), location.packed());
        return;
      }
    }
  }

  private static Set<JobId> jobs(byte[] transaction, Effect.Accepted accepted) {
    Set<JobId> jobs = new LinkedHashSet<>();
    job(transaction).ifPresent(jobs::add);
    for (ChainEvent event : accepted.events()) {
      switch (event) {
        case ChainEvent.WorkerRegistered registered -> {}
        case StateEvent other -> {}
        case ChainEvent.JobAssigned assigned -> jobs.add(assigned.jobId());
        case ChainEvent.RevealOpened opened -> jobs.add(opened.jobId());
        case ChainEvent.JobEnded ended -> jobs.add(ended.jobId());
      }
    }
    return jobs;
  }

  /// The job that an accepted transaction is about.
  private static Optional<JobId> job(byte[] transaction) {
    if (transaction.length == 0) {
      return Optional.empty();
    }
    try {
      byte[] body = SignedStatement.decode(transaction).unverifiedPayload();
      return switch (TransactionBody.decode(body).operation()) {
        case Operation.RegisterWorker register -> Optional.empty();
        case Operation.AuthorizeJob authorize -> Optional.of(authorize.jobId());
        case Operation.CancelJob cancel -> Optional.of(cancel.jobId());
        case Operation.CommitResult commit -> Optional.of(commit.jobId());
        case Operation.RevealResult reveal -> Optional.of(reveal.jobId());
        case StateOperation other -> Optional.empty();
      };
    } catch (MalformedException e) {
      throw new IllegalStateException("an accepted transaction is malformed", e);
    }
  }

  private static Optional<Location> location(OptionalLong packed) {
    return packed.isPresent() ? Optional.of(Location.unpack(packed.getAsLong())) : Optional.empty();
  }

  private static Digest jobKey(JobId job, int number) {
    return Digest.of(JOB, job.bytes(), ByteBuffer.allocate(4).putInt(number).array());
  }
}
