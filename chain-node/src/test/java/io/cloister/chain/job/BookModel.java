// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.job;

import io.cloister.chain.state.BlockContext;
import io.cloister.chain.state.State;
import io.cloister.chain.worker.EvidenceAppraiser;
import io.cloister.chain.worker.RecentHeaders;
import io.cloister.chain.worker.Worker;
import io.cloister.chain.worker.WorkerRegistry;
import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.ChainEvent.JobAssigned;
import io.cloister.protocol.chain.ChainParameters;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.checkpoint.Roster;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.FailureCode;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.job.Outcome;
import io.cloister.protocol.signature.Ed25519PublicKey;
import io.cloister.protocol.signature.HybridPublicKey;
import io.cloister.protocol.signature.KeyId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// A book of jobs with workers that need no signatures, driven step by step. Everything that it
/// does follows from its steps, so the same steps make the same book.
final class BookModel {
  static final int WORKERS = 7;
  static final int OPERATORS = 5;
  static final ChainParameters PARAMETERS = new ChainParameters(20, 3, 100_000_000, 1000, 60);
  static final KeyId GATEWAY = new KeyId(Digest.of(new byte[] {77}));

  final State state = new State();
  final WorkerRegistry registry;
  final JobBook book;
  final List<KeyId> workers = new ArrayList<>();
  final Map<KeyId, String> operators = new HashMap<>();
  final List<Operation.AuthorizeJob> terms = new ArrayList<>();
  final List<ChainEvent> events = new ArrayList<>();
  final Map<JobId, JobAssigned> assigned = new HashMap<>();
  long time = 1_000_000;
  private long height;

  BookModel() {
    registry = new WorkerRegistry(genesis(), noAppraiser(), noHeaders(), state);
    book = new JobBook(PARAMETERS, registry, state);
    for (int i = 0; i < WORKERS; i++) {
      byte[] key = new byte[HybridPublicKey.ED25519_BYTES];
      key[0] = (byte) i;
      HybridPublicKey signing = new HybridPublicKey(key, new byte[HybridPublicKey.ML_DSA_44_BYTES]);
      workers.add(signing.keyId());
      operators.put(signing.keyId(), "operator-" + i % OPERATORS);
      registry.admit(
          new Worker(
              signing,
              Digest.of(key),
              "operator-" + i % OPERATORS,
              i % 2 == 0 ? "eu" : "us",
              List.of("sql"),
              new ChainEvent.WorkerRegistered(
                  signing.keyId(),
                  new byte[32],
                  "simulated",
                  5,
                  Digest.of(key),
                  Digest.of(key),
                  Long.MAX_VALUE),
              0,
              Digest.of(key)),
          at());
    }
  }

  BlockContext at() {
    height++;
    return new BlockContext(
        height, time, Digest.of(ByteBuffer.allocate(8).putLong(height).array()));
  }

  Effect authorize(int replicas, int lifeSeconds) {
    Operation.AuthorizeJob job =
        new Operation.AuthorizeJob(
            new JobId(new UUID(1, terms.size())),
            Digest.of(new byte[0]),
            workers,
            replicas,
            replicas / 2 + 1,
            30,
            List.of(),
            List.of(),
            time + lifeSeconds * 1000L);
    terms.add(job);
    return note(book.authorize(job, GATEWAY, at()));
  }

  Effect cancel(int job) {
    return note(book.cancel(new Operation.CancelJob(terms.get(job).jobId()), GATEWAY, at()));
  }

  /// Worker number `seat` of a job commits to a result that its number and `answer` decide.
  Effect commit(int job, int seat, int answer) {
    JobId id = terms.get(job).jobId();
    Operation.RevealResult reveal = reveal(id, round(id), answer);
    return note(
        book.commit(
            new Operation.CommitResult(id, round(id), reveal.digest()), worker(id, seat), at()));
  }

  Effect reveal(int job, int seat, int answer) {
    JobId id = terms.get(job).jobId();
    return note(book.reveal(reveal(id, round(id), answer), worker(id, seat), at()));
  }

  /// Lets time pass, and acts on what is due.
  void pass(int seconds) {
    time += seconds * 1000L;
    BlockContext at = at();
    book.due(at, 1000).forEach(this::note);
    book.prune(at);
  }

  static Operation.RevealResult reveal(JobId job, int round, int answer) {
    Digest digest = Digest.of(new byte[] {(byte) answer});
    if (answer == 0) {
      return new Operation.RevealResult(
          job, round, new Outcome.Failed(FailureCode.SQL_SYNTAX), null, null, new byte[32]);
    }
    return new Operation.RevealResult(
        job, round, new Outcome.Succeeded(digest), digest, digest, new byte[32]);
  }

  /// Who was assigned to a job last.
  JobAssigned assigned(int job) {
    return Objects.requireNonNull(assigned.get(terms.get(job).jobId()));
  }

  private int round(JobId id) {
    JobAssigned last = assigned.get(id);
    return last == null ? 1 : last.round();
  }

  private KeyId worker(JobId id, int seat) {
    JobAssigned last = assigned.get(id);
    return last == null
        ? workers.get(seat % WORKERS)
        : last.workers().get(seat % last.workers().size());
  }

  private Effect note(Effect effect) {
    if (effect instanceof Effect.Accepted accepted) {
      accepted.events().forEach(this::note);
    }
    return effect;
  }

  private void note(ChainEvent event) {
    events.add(event);
    if (event instanceof JobAssigned job) {
      assigned.put(job.jobId(), job);
    }
  }

  private static Genesis genesis() {
    return new Genesis(
        "model",
        0,
        new Roster(List.of(new Roster.Member("g", new Ed25519PublicKey(new byte[32]), 1))),
        List.of(),
        List.of(),
        new byte[0],
        List.of(),
        null,
        PARAMETERS);
  }

  private static EvidenceAppraiser noAppraiser() {
    return (evidence, reportData, instant) ->
        new EvidenceAppraiser.Appraisal.Refused("no evidence here");
  }

  private static RecentHeaders noHeaders() {
    return new RecentHeaders() {
      @Override
      public long oldest() {
        return 0;
      }

      @Override
      public Optional<Digest> hashAt(long wanted) {
        return Optional.empty();
      }
    };
  }
}
