// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.chain;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.job.Outcome;
import io.cloister.protocol.signature.KeyId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a block changed, in words that followers can act on.
public sealed interface ChainEvent extends Encodable
    permits ChainEvent.WorkerRegistered,
        ChainEvent.JobAssigned,
        ChainEvent.RevealOpened,
        ChainEvent.JobEnded,
        StateEvent {
  /// Largest measurement in bytes.
  int MAX_MEASUREMENT = 64;

  /// Reads what [#write] wrote.
  static ChainEvent read(CborReader in) throws MalformedException {
    in.array(2);
    int kind = (int) in.integer();
    return switch (kind) {
      case 1 -> WorkerRegistered.read(in);
      case 2 -> JobAssigned.read(in);
      case 3 -> RevealOpened.read(in);
      case 4 -> JobEnded.read(in);
      default -> StateEvent.read(kind, in);
    };
  }

  /// A worker's evidence was accepted.
  ///
  /// @param workerId the worker
  /// @param measurement what its evidence says it runs
  /// @param mode the kind of evidence: simulated, sgx, tdx or snp
  /// @param confidenceClass how far the platform is trusted, 1 is best
  /// @param evidence digest of the encoded evidence
  /// @param policy digest of the appraisal policy that accepted it
  /// @param expiresAt milliseconds since 1970; then it must have registered again
  record WorkerRegistered(
      KeyId workerId,
      byte[] measurement,
      String mode,
      int confidenceClass,
      Digest evidence,
      Digest policy,
      long expiresAt)
      implements ChainEvent {
    /// Checks the limits of this record.
    public WorkerRegistered {
      measurement = measurement.clone();
    }

    @Override
    public void write(CborWriter out) {
      out.array(2)
          .integer(1)
          .map(7)
          .key(1)
          .item(workerId)
          .key(2)
          .bytes(measurement)
          .key(3)
          .text(mode)
          .key(4)
          .integer(confidenceClass)
          .key(5)
          .item(evidence)
          .key(6)
          .item(policy)
          .key(7)
          .integer(expiresAt);
    }

    /// Reads what [#write] wrote after the kind.
    public static WorkerRegistered read(CborReader in) throws MalformedException {
      in.map(7);
      return new WorkerRegistered(
          KeyId.read(in.key(1)),
          in.key(2).bytes(MAX_MEASUREMENT),
          in.key(3).text(Operation.MAX_TEXT),
          (int) in.key(4).integer(1, 5),
          Digest.read(in.key(5)),
          Digest.read(in.key(6)),
          in.key(7).integer(0, Long.MAX_VALUE));
    }

    @Override
    public byte[] measurement() {
      return measurement.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof WorkerRegistered that && Arrays.equals(encode(), that.encode());
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(encode());
    }

    @Override
    public String toString() {
      return "WorkerRegistered[" + digest() + "]";
    }
  }

  /// Workers were chosen for a job.
  ///
  /// @param jobId the job
  /// @param round counts the assignments of one job from 1
  /// @param workers who runs it
  /// @param registrations the transaction of each worker's registration in force, in the same order
  /// @param commitBy milliseconds since 1970; silence until then costs the place
  record JobAssigned(
      JobId jobId, int round, List<KeyId> workers, List<Digest> registrations, long commitBy)
      implements ChainEvent {
    /// Checks the limits of this record.
    public JobAssigned {
      workers = List.copyOf(workers);
      registrations = List.copyOf(registrations);
      if (registrations.size() != workers.size()) {
        throw new IllegalArgumentException("each assigned worker has one registration");
      }
    }

    /// Which registration of a worker the chain chose it by; empty if it was not chosen.
    public Optional<Digest> registrationOf(KeyId worker) {
      int place = workers.indexOf(worker);
      return place < 0 ? Optional.empty() : Optional.of(registrations.get(place));
    }

    @Override
    public void write(CborWriter out) {
      out.array(2)
          .integer(2)
          .map(5)
          .key(1)
          .item(jobId)
          .key(2)
          .integer(round)
          .key(3)
          .items(workers)
          .key(4)
          .items(registrations)
          .key(5)
          .integer(commitBy);
    }

    /// Reads what [#write] wrote after the kind.
    public static JobAssigned read(CborReader in) throws MalformedException {
      in.map(5);
      JobId jobId = JobId.read(in.key(1));
      int round = (int) in.key(2).integer(1, Operation.MAX_ROUND);
      List<KeyId> workers = in.key(3).list(Operation.MAX_REPLICAS, KeyId::read);
      List<Digest> registrations = in.key(4).list(Operation.MAX_REPLICAS, Digest::read);
      if (registrations.size() != workers.size()) {
        throw new MalformedException("expected one registration for each assigned worker");
      }
      return new JobAssigned(
          jobId, round, workers, registrations, in.key(5).integer(0, Long.MAX_VALUE));
    }
  }

  /// Enough workers have committed: they may show what to.
  ///
  /// @param jobId the job
  /// @param round the assignment
  /// @param committed who may reveal
  /// @param revealBy milliseconds since 1970
  record RevealOpened(JobId jobId, int round, List<KeyId> committed, long revealBy)
      implements ChainEvent {
    /// Checks the limits of this record.
    public RevealOpened {
      committed = List.copyOf(committed);
    }

    @Override
    public void write(CborWriter out) {
      out.array(2)
          .integer(3)
          .map(4)
          .key(1)
          .item(jobId)
          .key(2)
          .integer(round)
          .key(3)
          .items(committed)
          .key(4)
          .integer(revealBy);
    }

    /// Reads what [#write] wrote after the kind.
    public static RevealOpened read(CborReader in) throws MalformedException {
      in.map(4);
      return new RevealOpened(
          JobId.read(in.key(1)),
          (int) in.key(2).integer(1, Operation.MAX_ROUND),
          in.key(3).list(Operation.MAX_REPLICAS, KeyId::read),
          in.key(4).integer(0, Long.MAX_VALUE));
    }
  }

  /// A job has reached its end, once and for ever.
  ///
  /// @param jobId the job
  /// @param round the assignment it ended in; 0 if it had none
  /// @param ending which end
  /// @param outcome what the quorum agreed on, if there was one
  /// @param receiptWorker whose receipt and sealed result count, if there is a result
  /// @param agreeing who revealed that outcome
  /// @param dissenting who revealed another
  /// @param silent who was assigned and did not reveal
  /// @param reason why, as a stable code such as `quorum` or `no-quorum`
  record JobEnded(
      JobId jobId,
      int round,
      Ending ending,
      @Nullable Outcome outcome,
      @Nullable KeyId receiptWorker,
      List<KeyId> agreeing,
      List<KeyId> dissenting,
      List<KeyId> silent,
      String reason)
      implements ChainEvent {
    /// Checks the limits of this record.
    public JobEnded {
      agreeing = List.copyOf(agreeing);
      dissenting = List.copyOf(dissenting);
      silent = List.copyOf(silent);
    }

    @Override
    public void write(CborWriter out) {
      out.array(2)
          .integer(4)
          .map(9)
          .key(1)
          .item(jobId)
          .key(2)
          .integer(round)
          .key(3)
          .integer(ending.wireId())
          .key(4)
          .optional(outcome)
          .key(5)
          .optional(receiptWorker)
          .key(6)
          .items(agreeing)
          .key(7)
          .items(dissenting)
          .key(8)
          .items(silent)
          .key(9)
          .text(reason);
    }

    /// Reads what [#write] wrote after the kind.
    public static JobEnded read(CborReader in) throws MalformedException {
      in.map(9);
      return new JobEnded(
          JobId.read(in.key(1)),
          (int) in.key(2).integer(0, Operation.MAX_ROUND),
          Ending.of(in.key(3).integer()),
          in.key(4).optional(Outcome::read),
          in.key(5).optional(KeyId::read),
          in.key(6).list(Operation.MAX_WORKERS, KeyId::read),
          in.key(7).list(Operation.MAX_WORKERS, KeyId::read),
          in.key(8).list(Operation.MAX_WORKERS, KeyId::read),
          in.key(9).text(Operation.MAX_TEXT));
    }
  }
}
