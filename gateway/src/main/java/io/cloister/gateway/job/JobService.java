// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.job;

import io.cloister.gateway.definition.Agreement;
import io.cloister.gateway.definition.Agreements;
import io.cloister.gateway.definition.Candidates;
import io.cloister.gateway.job.Admission.Admitted;
import io.cloister.gateway.problem.ProblemCode;
import io.cloister.gateway.problem.ProblemException;
import io.cloister.gateway.runtime.Bell;
import io.cloister.gateway.runtime.CryptoThreads;
import io.cloister.gateway.tenant.Page;
import io.cloister.gateway.tenant.SystemScope;
import io.cloister.gateway.tenant.Tenant;
import io.cloister.gateway.tenant.Transactions;
import io.cloister.gateway.worker.RegisteredWorker;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/// Accepts jobs and shows them to those whom they concern. A key of a tenant stands for one request
/// for ever: to send that request again gives the same job.
@ApplicationScoped
class JobService {
  private static final String KEEP_BUNDLE =
      "insert into policy_bundle (id, bytes) values (?1, ?2) on conflict do nothing";

  private static final String LIST =
      """
      select * from job
      where (submitted_at, cast(id as text)) < (:at, :id)
        and (:state = '' or state = :state)
      order by submitted_at desc, cast(id as text) desc\
      """;

  private final Transactions transactions;
  private final SystemScope system;
  private final Agreements agreements;
  private final Candidates candidates;
  private final Admission admission;
  private final Outbox outbox;
  private final CryptoThreads crypto;
  private final Bell bell;
  private final InstantSource clock;

  JobService(
      Transactions transactions,
      SystemScope system,
      Agreements agreements,
      Candidates candidates,
      Admission admission,
      Outbox outbox,
      CryptoThreads crypto,
      Bell bell,
      InstantSource clock) {
    this.transactions = transactions;
    this.system = system;
    this.agreements = agreements;
    this.candidates = candidates;
    this.admission = admission;
    this.outbox = outbox;
    this.crypto = crypto;
    this.bell = bell;
    this.clock = clock;
  }

  /// Accepts a job, or finds the one that the same request made before.
  Uni<JobEntity> submit(Submission submission) {
    return transactions
        .inTenant(submission.tenant(), session -> earlier(session, submission))
        .onItem()
        .ifNull()
        .switchTo(() -> admit(submission))
        .invoke(job -> requireSameRequest(job, submission));
  }

  Uni<JobEntity> find(Tenant tenant, UUID id) {
    return transactions.inTenant(
        tenant,
        session ->
            session
                .find(JobEntity.class, id)
                .onItem()
                .ifNull()
                .failWith(ProblemException::notFound));
  }

  /// The jobs that the tenant may see, newest first.
  Uni<List<JobEntity>> list(Tenant tenant, Optional<JobState> state, Page page) {
    return transactions.inTenant(
        tenant,
        session ->
            session
                .createNativeQuery(LIST, JobEntity.class)
                .setParameter("at", page.at())
                .setParameter("id", page.id())
                .setParameter("state", state.map(JobState::name).orElse(""))
                .setMaxResults(page.limit())
                .getResultList());
  }

  /// Asks the chain to withdraw a job; how it ends is for the chain to say. To ask again changes
  /// nothing.
  Uni<JobEntity> cancel(Tenant tenant, UUID id) {
    return transactions
        .inTenant(
            tenant,
            session ->
                session
                    .find(JobEntity.class, id, LockModeType.PESSIMISTIC_WRITE)
                    .onItem()
                    .ifNull()
                    .failWith(ProblemException::notFound)
                    .invoke(job -> requireCancellable(tenant, job))
                    .call(job -> withdraw(session, job)))
        .invoke(bell::ring);
  }

  private static Uni<JobEntity> earlier(Mutiny.Session session, Submission submission) {
    return session
        .createSelectionQuery(
            "from JobEntity where tenant = ?1 and idempotencyKey = ?2", JobEntity.class)
        .setParameter(1, submission.tenant().alias())
        .setParameter(2, submission.key().value())
        .getSingleResultOrNull();
  }

  private static void requireSameRequest(JobEntity job, Submission submission) {
    if (!MessageDigest.isEqual(job.fingerprint, submission.key().fingerprint())) {
      throw ProblemException.of(
              ProblemCode.IDEMPOTENCY_KEY_REUSED, "The key stands for a request that differs.")
          .at("Idempotency-Key")
          .mend("Make up a new key for a new request.");
    }
  }

  /// What a job is decided on.
  private record Basis(Agreement agreement, List<RegisteredWorker> granted) {}

  private Uni<JobEntity> admit(Submission submission) {
    return system
        .run(session -> basis(session, submission))
        .chain(basis -> crypto.compute(() -> admitted(submission, basis)))
        .chain(admitted -> store(submission, admitted))
        .invoke(bell::ring);
  }

  private Admitted admitted(Submission submission, Basis basis) {
    return admission.admit(submission, basis.agreement(), basis.granted());
  }

  private Uni<Basis> basis(Mutiny.Session session, Submission submission) {
    String id = submission.definition().hex();
    return agreements
        .find(session, id)
        .onItem()
        .ifNull()
        .failWith(ProblemException::notFound)
        .chain(agreement ->
            candidates
                .of(session, id, clock.instant())
                .map(granted -> new Basis(agreement, granted)));
  }

  /// Two requests with one key at once: the second finds the job of the first.
  private Uni<JobEntity> store(Submission submission, Admitted admitted) {
    return transactions
        .inTenant(submission.tenant(), session -> persist(session, admitted))
        .onFailure(PersistenceException.class)
        .recoverWithUni(fault -> concurrent(submission, fault));
  }

  private Uni<JobEntity> concurrent(Submission submission, Throwable fault) {
    return transactions
        .inTenant(submission.tenant(), session -> earlier(session, submission))
        .onItem()
        .ifNull()
        .failWith(fault);
  }

  private static Uni<JobEntity> persist(Mutiny.Session session, Admitted admitted) {
    return session
        .createNativeQuery(KEEP_BUNDLE)
        .setParameter(1, admitted.bundle().hex())
        .setParameter(2, admitted.bundleBytes())
        .executeUpdate()
        .chain(() -> session.persist(admitted.job()))
        .chain(session::flush)
        .chain(() -> session.persistAll(admitted.rows().toArray()))
        .replaceWith(admitted.job());
  }

  private static void requireCancellable(Tenant tenant, JobEntity job) {
    if (!job.tenant.equals(tenant.alias())) {
      throw ProblemException.notFound();
    }
    if (job.state.isEnded()) {
      throw ProblemException.of(ProblemCode.JOB_ENDED, "The job is " + job.state + ".");
    }
  }

  private Uni<Void> withdraw(Mutiny.Session session, JobEntity job) {
    if (job.cancelRequested) {
      return Uni.createFrom().voidItem();
    }
    job.cancelRequested = true;
    job.updatedAt = clock.instant();
    return outbox.cancel(session, job.id);
  }
}
