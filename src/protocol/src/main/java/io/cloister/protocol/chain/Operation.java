// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.chain;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.envelope.RecipientKey;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.job.Outcome;
import io.cloister.protocol.signature.HybridPublicKey;
import io.cloister.protocol.signature.KeyId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a transaction asks of the chain. Each can be applied once: a replay changes nothing.
public sealed interface Operation extends Encodable
    permits Operation.RegisterWorker,
        Operation.AuthorizeJob,
        Operation.CancelJob,
        Operation.CommitResult,
        Operation.RevealResult,
        StateOperation {
  /// Largest name in bytes.
  int MAX_TEXT = 128;

  /// Largest signed statement in bytes.
  int MAX_STATEMENT = 64 * 1024;

  /// Largest encoded evidence in bytes.
  int MAX_EVIDENCE = 256 * 1024;

  /// Most workers in one operation.
  int MAX_WORKERS = 1024;

  /// Most workers on one job at a time.
  int MAX_REPLICAS = 16;

  /// Longest run in seconds.
  int MAX_SECONDS = 24 * 3600;

  /// Most regions in one operation.
  int MAX_REGIONS = 64;

  /// Most capabilities of a worker.
  int MAX_CAPABILITIES = 16;

  /// Highest round of one job.
  int MAX_ROUND = 16;

  /// Reads what [#write] wrote.
  static Operation read(CborReader in) throws MalformedException {
    in.array(2);
    int kind = (int) in.integer();
    return switch (kind) {
      case 1 -> RegisterWorker.read(in);
      case 2 -> AuthorizeJob.read(in);
      case 3 -> CancelJob.read(in);
      case 4 -> CommitResult.read(in);
      case 5 -> RevealResult.read(in);
      default -> StateOperation.read(kind, in);
    };
  }

  /// A worker enters the registry, by its own signature.
  ///
  /// @param signingKey signs its commitments, reveals and receipts
  /// @param recipientKey what is sealed to it
  /// @param operator the party that runs it
  /// @param operatorKey that party's key, so that the voucher can be checked offline
  /// @param region where it stands
  /// @param capabilities the kinds of program that it runs
  /// @param voucher the operator's signed [Voucher]
  /// @param evidence encoded evidence, bound to these keys by [WorkerBinding]
  /// @param nonceHeight the block whose header hash is the evidence's nonce
  /// @param nonce that hash, so that the binding can be recomputed from this record alone
  record RegisterWorker(
      HybridPublicKey signingKey,
      RecipientKey recipientKey,
      String operator,
      HybridPublicKey operatorKey,
      String region,
      List<String> capabilities,
      byte[] voucher,
      byte[] evidence,
      long nonceHeight,
      Digest nonce)
      implements Operation {
    /// Checks the limits of this record.
    public RegisterWorker {
      capabilities = List.copyOf(capabilities);
      voucher = voucher.clone();
      evidence = evidence.clone();
    }

    @Override
    public void write(CborWriter out) {
      out.array(2)
          .integer(1)
          .map(10)
          .key(1)
          .item(signingKey)
          .key(2)
          .item(recipientKey)
          .key(3)
          .text(operator)
          .key(4)
          .item(operatorKey)
          .key(5)
          .text(region)
          .key(6)
          .texts(capabilities)
          .key(7)
          .bytes(voucher)
          .key(8)
          .bytes(evidence)
          .key(9)
          .integer(nonceHeight)
          .key(10)
          .item(nonce);
    }

    /// Reads what [#write] wrote after the kind.
    public static RegisterWorker read(CborReader in) throws MalformedException {
      in.map(10);
      return new RegisterWorker(
          HybridPublicKey.read(in.key(1)),
          RecipientKey.read(in.key(2)),
          in.key(3).text(MAX_TEXT),
          HybridPublicKey.read(in.key(4)),
          in.key(5).text(MAX_TEXT),
          in.key(6).list(MAX_CAPABILITIES, e -> e.text(MAX_TEXT)),
          in.key(7).bytes(MAX_STATEMENT),
          in.key(8).bytes(MAX_EVIDENCE),
          in.key(9).integer(0, Long.MAX_VALUE),
          Digest.read(in.key(10)));
    }

    @Override
    public byte[] voucher() {
      return voucher.clone();
    }

    @Override
    public byte[] evidence() {
      return evidence.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof RegisterWorker that && Arrays.equals(encode(), that.encode());
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(encode());
    }

    @Override
    public String toString() {
      return "RegisterWorker[" + digest() + "]";
    }
  }

  /// A gateway asks for a job to be run.
  ///
  /// @param jobId the job
  /// @param commitment salted commitment to what it is
  /// @param candidates workers that hold a key for every input
  /// @param replicas how many run it
  /// @param quorum how many must agree
  /// @param runSeconds how long one run may take
  /// @param regions where workers may stand; empty for anywhere
  /// @param capabilities what workers must be able to run
  /// @param expiresAt milliseconds since 1970; the job ends by then
  record AuthorizeJob(
      JobId jobId,
      Digest commitment,
      List<KeyId> candidates,
      int replicas,
      int quorum,
      int runSeconds,
      List<String> regions,
      List<String> capabilities,
      long expiresAt)
      implements Operation {
    /// Checks the limits of this record.
    public AuthorizeJob {
      candidates = List.copyOf(candidates);
      regions = List.copyOf(regions);
      capabilities = List.copyOf(capabilities);
    }

    @Override
    public void write(CborWriter out) {
      out.array(2)
          .integer(2)
          .map(9)
          .key(1)
          .item(jobId)
          .key(2)
          .item(commitment)
          .key(3)
          .items(candidates)
          .key(4)
          .integer(replicas)
          .key(5)
          .integer(quorum)
          .key(6)
          .integer(runSeconds)
          .key(7)
          .texts(regions)
          .key(8)
          .texts(capabilities)
          .key(9)
          .integer(expiresAt);
    }

    /// Reads what [#write] wrote after the kind.
    public static AuthorizeJob read(CborReader in) throws MalformedException {
      in.map(9);
      return new AuthorizeJob(
          JobId.read(in.key(1)),
          Digest.read(in.key(2)),
          in.key(3).list(MAX_WORKERS, KeyId::read),
          (int) in.key(4).integer(1, MAX_REPLICAS),
          (int) in.key(5).integer(1, MAX_REPLICAS),
          (int) in.key(6).integer(1, MAX_SECONDS),
          in.key(7).list(MAX_REGIONS, e -> e.text(MAX_TEXT)),
          in.key(8).list(MAX_CAPABILITIES, e -> e.text(MAX_TEXT)),
          in.key(9).integer(0, Long.MAX_VALUE));
    }
  }

  /// A gateway withdraws a job.
  ///
  /// @param jobId the job
  record CancelJob(JobId jobId) implements Operation {
    @Override
    public void write(CborWriter out) {
      out.array(2).integer(3).map(1).key(1).item(jobId);
    }

    /// Reads what [#write] wrote after the kind.
    public static CancelJob read(CborReader in) throws MalformedException {
      in.map(1);
      return new CancelJob(JobId.read(in.key(1)));
    }
  }

  /// A worker binds itself to an outcome that it does not show yet.
  ///
  /// @param jobId the job
  /// @param round the assignment it belongs to
  /// @param commitment digest of the coming [RevealResult]
  record CommitResult(JobId jobId, int round, Digest commitment) implements Operation {
    @Override
    public void write(CborWriter out) {
      out.array(2)
          .integer(4)
          .map(3)
          .key(1)
          .item(jobId)
          .key(2)
          .integer(round)
          .key(3)
          .item(commitment);
    }

    /// Reads what [#write] wrote after the kind.
    public static CommitResult read(CborReader in) throws MalformedException {
      in.map(3);
      return new CommitResult(
          JobId.read(in.key(1)), (int) in.key(2).integer(1, MAX_ROUND), Digest.read(in.key(3)));
    }
  }

  /// A worker shows what it has committed to. The nonce keeps the commitment from being guessed.
  ///
  /// @param jobId the job
  /// @param round the assignment it belongs to
  /// @param outcome what came out
  /// @param receipt digest of the signed receipt, if there is a result
  /// @param sealedResult digest of the sealed result, if there is one
  /// @param nonce random
  record RevealResult(
      JobId jobId,
      int round,
      Outcome outcome,
      @Nullable Digest receipt,
      @Nullable Digest sealedResult,
      byte[] nonce)
      implements Operation {
    /// Checks the limits of this record.
    public RevealResult {
      nonce = nonce.clone();
    }

    @Override
    public void write(CborWriter out) {
      out.array(2)
          .integer(5)
          .map(6)
          .key(1)
          .item(jobId)
          .key(2)
          .integer(round)
          .key(3)
          .item(outcome)
          .key(4)
          .optional(receipt)
          .key(5)
          .optional(sealedResult)
          .key(6)
          .bytes(nonce);
    }

    /// Reads what [#write] wrote after the kind.
    public static RevealResult read(CborReader in) throws MalformedException {
      in.map(6);
      return new RevealResult(
          JobId.read(in.key(1)),
          (int) in.key(2).integer(1, MAX_ROUND),
          Outcome.read(in.key(3)),
          in.key(4).optional(Digest::read),
          in.key(5).optional(Digest::read),
          in.key(6).exactBytes(32));
    }

    @Override
    public byte[] nonce() {
      return nonce.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof RevealResult that
          && jobId.equals(that.jobId)
          && round == that.round
          && outcome.equals(that.outcome)
          && Objects.equals(receipt, that.receipt)
          && Objects.equals(sealedResult, that.sealedResult)
          && Arrays.equals(nonce, that.nonce);
    }

    @Override
    public int hashCode() {
      return Objects.hash(jobId, round, outcome, receipt, sealedResult, Arrays.hashCode(nonce));
    }

    @Override
    public String toString() {
      return "RevealResult[" + digest() + "]";
    }
  }
}
