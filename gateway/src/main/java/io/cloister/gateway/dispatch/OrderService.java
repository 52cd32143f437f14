// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.dispatch;

import io.cloister.gateway.definition.Agreements;
import io.cloister.gateway.job.JobRecords;
import io.cloister.gateway.job.JobRecords.JobRecord;
import io.cloister.gateway.job.JobStates;
import io.cloister.gateway.problem.ProblemCode;
import io.cloister.gateway.problem.ProblemException;
import io.cloister.gateway.problem.Wire;
import io.cloister.gateway.runtime.Bell;
import io.cloister.gateway.runtime.CryptoThreads;
import io.cloister.gateway.tenant.SystemScope;
import io.cloister.gateway.worker.RegisteredWorker;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.job.SealedResult;
import io.cloister.protocol.job.WorkerResult;
import io.cloister.protocol.receipt.Receipt;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.signature.Verification;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/// What assigned workers may fetch and hand in, and nobody else. A worker sees orders that name it,
/// in the round that the chain is in, of jobs that have not ended; for all else there is nothing.
@ApplicationScoped
class OrderService {
  private static final Duration PACKAGING = Duration.ofSeconds(1);

  /// How long a worker's question is held: an order is usually packaged within it.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final SystemScope system;
  private final JobRecords jobs;
  private final JobStates states;
  private final Agreements agreements;
  private final CryptoThreads crypto;
  private final Bell bell;
  private final InstantSource clock;

  OrderService(
      SystemScope system,
      JobRecords jobs,
      JobStates states,
      Agreements agreements,
      CryptoThreads crypto,
      Bell bell,
      InstantSource clock) {
    this.system = system;
    this.jobs = jobs;
    this.states = states;
    this.agreements = agreements;
    this.crypto = crypto;
    this.bell = bell;
    this.clock = clock;
  }

  /// The sealed order; the job is RUNNING from then on.
  ///
  /// What was read is not written back: meanwhile the chain may have begun another round, or
  /// another worker have fetched its order.
  Uni<byte[]> fetch(RegisteredWorker worker, UUID job) {
    return bell.await(() -> packaged(worker, job), OrderService::mayCome, PATIENCE)
        .call(order -> system.run(session -> states.running(session, job, order.round)))
        .call(order -> system.run(session -> noteFetch(session, order)))
        .invoke(bell::ring)
        .map(order -> order.envelope);
  }

  private Uni<OrderEntity> packaged(RegisteredWorker worker, UUID job) {
    return system.run(session -> order(session, worker, job).invoke(OrderService::requirePackaged));
  }

  /// A worker may know of its assignment before this gateway has followed the chain so far.
  private static boolean mayCome(Throwable refusal) {
    return refusal instanceof ProblemException problem
        && (problem.code() == ProblemCode.NOT_FOUND
            || problem.code() == ProblemCode.ORDER_NOT_READY);
  }

  private Uni<Integer> noteFetch(Mutiny.Session session, OrderEntity order) {
    return session
        .createMutationQuery(
            "update OrderEntity set fetchedAt = ?1 where job = ?2 and worker = ?3 and round = ?4")
        .setParameter(1, clock.instant())
        .setParameter(2, order.job)
        .setParameter(3, order.worker)
        .setParameter(4, order.round)
        .executeUpdate();
  }

  /// Where the ciphertext of one input of the job is.
  Uni<UUID> content(RegisteredWorker worker, UUID job, Digest dataset) {
    return system.run(session ->
        order(session, worker, job)
            .chain(() -> jobs.find(session, job))
            .chain(record -> agreements.find(session, record.definition()))
            .map(agreement -> agreement.uploadOf(dataset.hex()))
            .map(found -> found.orElseThrow(ProblemException::notFound)));
  }

  /// Keeps what a worker computed; to hand in again replaces it, until the job has ended. Which
  /// result counts is decided by what the worker reveals on the chain.
  Uni<Void> accept(RegisteredWorker worker, UUID job, int round, byte[] body) {
    WorkerResult result = Wire.decoded("body", body, WorkerResult::decode);
    return system
        .run(session -> assigned(session, worker, job, round))
        .chain(record -> crypto.compute(() -> verified(worker, record, round, result)))
        .chain(row -> system.run(session -> session.merge(row)))
        .replaceWithVoid();
  }

  private Uni<OrderEntity> order(Mutiny.Session session, RegisteredWorker worker, UUID job) {
    return session
        .find(OrderEntity.class, new OrderEntity.Key(job, worker.id().hex()))
        .onItem()
        .ifNull()
        .failWith(ProblemException::notFound)
        .call(order -> jobs.find(session, job).invoke(record -> requireCurrent(order, record)));
  }

  private Uni<JobRecord> assigned(
      Mutiny.Session session, RegisteredWorker worker, UUID job, int round) {
    return order(session, worker, job)
        .invoke(order -> requireRound(order, round))
        .chain(() -> jobs.find(session, job));
  }

  private static void requireCurrent(OrderEntity order, JobRecord job) {
    if (job.state().isEnded() || order.round != job.round()) {
      throw ProblemException.notFound();
    }
  }

  private static void requireRound(OrderEntity order, int round) {
    if (order.round != round) {
      throw ProblemException.of(
          ProblemCode.ROUND_MISMATCH, "You are assigned in round " + order.round + ".");
    }
  }

  private static void requirePackaged(OrderEntity order) {
    if (order.envelope == null) {
      throw ProblemException.of(ProblemCode.ORDER_NOT_READY, "The order is being packaged.")
          .retryAfter(PACKAGING);
    }
  }

  private ResultEntity verified(
      RegisteredWorker worker, JobRecord job, int round, WorkerResult result) {
    SealedResult sealed = Wire.decoded("sealedResult", result.sealedResult(), SealedResult::decode);
    Receipt receipt = receipt(worker, result.receipt());
    if (!sealed.context().equals(job.context())
        || !receipt.context().equals(job.context())
        || !receipt.sealedResult().equals(Digest.of(result.sealedResult()))) {
      throw ProblemException.of(
              ProblemCode.VALIDATION_FAILED, "Result, receipt and job do not belong together.")
          .at("body");
    }
    ResultEntity row = new ResultEntity();
    row.job = job.id();
    row.worker = worker.id().hex();
    row.round = round;
    row.sealedResult = result.sealedResult();
    row.receipt = result.receipt();
    row.receivedAt = clock.instant();
    return row;
  }

  private static Receipt receipt(RegisteredWorker worker, byte[] bytes) {
    SignedStatement statement = Wire.decoded("receipt", bytes, SignedStatement::decode);
    return switch (statement.verify(ContentTypes.RECEIPT, worker.signingKey())) {
      case Verification.Verified(byte[] payload) ->
          Wire.decoded("receipt", payload, Receipt::decode);
      case Verification.Refused refused ->
          throw ProblemException.of(
                  ProblemCode.SIGNATURE_REFUSED, "The receipt is not signed by this worker.")
              .at("receipt");
    };
  }
}
