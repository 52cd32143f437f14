// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.bundle;

import io.cloister.gateway.dispatch.HandedIn;
import io.cloister.gateway.job.JobRecords;
import io.cloister.gateway.job.JobRecords.JobRecord;
import io.cloister.gateway.job.JobState;
import io.cloister.gateway.problem.ProblemCode;
import io.cloister.gateway.problem.ProblemException;
import io.cloister.gateway.problem.Wire;
import io.cloister.gateway.runtime.Bell;
import io.cloister.gateway.tenant.Caller;
import io.cloister.gateway.tenant.Roles;
import io.cloister.gateway.tenant.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/// What a FINAL job leaves behind, for those who may see the job. All of it is ciphertext or
/// signed: the caller opens and verifies it with keys of their own.
@Path("/v1/jobs/{id}")
@Tag(name = "jobs")
class OutcomeResource {
  private static final String CBOR = "application/cbor";
  private static final Duration SOON = Duration.ofSeconds(1);

  /// How long a question is held: a record is usually complete within it.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Caller caller;
  private final Transactions transactions;
  private final JobRecords jobs;
  private final HandedIn handedIn;
  private final Bell bell;

  OutcomeResource(
      Caller caller, Transactions transactions, JobRecords jobs, HandedIn handedIn, Bell bell) {
    this.caller = caller;
    this.transactions = transactions;
    this.jobs = jobs;
    this.handedIn = handedIn;
    this.bell = bell;
  }

  @GET
  @Path("/result")
  @Produces(CBOR)
  @RolesAllowed(Roles.ANALYST)
  public Uni<byte[]> result(String id) {
    return counting(id).map(HandedIn.Result::sealedResult);
  }

  @GET
  @Path("/receipt")
  @Produces(CBOR)
  @RolesAllowed({Roles.ANALYST, Roles.DATA_OWNER, Roles.COMPLIANCE_OFFICER, Roles.ADMIN})
  public Uni<byte[]> receipt(String id) {
    return counting(id).map(HandedIn.Result::receipt);
  }

  @GET
  @Path("/bundle")
  @Produces(CBOR)
  @RolesAllowed({Roles.ANALYST, Roles.DATA_OWNER, Roles.COMPLIANCE_OFFICER, Roles.ADMIN})
  public Uni<byte[]> bundle(String id) {
    return finalJob(id).chain(job -> complete(job.id())).map(bundle -> bundle.bundle);
  }

  /// The record of a FINAL job. It is put together right after the job's end, so whoever asks at
  /// once is held for a moment.
  private Uni<BundleEntity> complete(UUID job) {
    return bell.await(
        () ->
            transactions
                .inTenant(caller.tenant(), session -> session.find(BundleEntity.class, job))
                .map(OutcomeResource::requireComplete),
        ProblemException.class::isInstance,
        PATIENCE);
  }

  private Uni<JobRecord> finalJob(String id) {
    UUID job = Wire.uuid("id", id);
    return transactions
        .inTenant(caller.tenant(), session -> jobs.find(session, job))
        .invoke(OutcomeResource::requireFinal);
  }

  private Uni<HandedIn.Result> counting(String id) {
    return finalJob(id)
        .chain(job ->
            complete(job.id())
                .chain(bundle ->
                    transactions.inTenant(
                        caller.tenant(), session -> counting(session, job, bundle))));
  }

  private Uni<HandedIn.Result> counting(
      Mutiny.Session session, JobRecord job, BundleEntity bundle) {
    return handedIn
        .results(session, job.id(), job.round())
        .map(results -> of(results, bundle.worker));
  }

  private static HandedIn.Result of(List<HandedIn.Result> results, @Nullable String worker) {
    return results.stream()
        .filter(result -> result.worker().equals(worker))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the result that counts is gone"));
  }

  private static void requireFinal(JobRecord job) {
    if (!job.state().isEnded()) {
      throw ProblemException.of(ProblemCode.RESULT_NOT_READY, "The job is " + job.state() + ".")
          .retryAfter(SOON);
    }
    if (job.state() != JobState.FINAL) {
      throw ProblemException.of(ProblemCode.JOB_WITHOUT_RESULT, "The job is " + job.state() + ".");
    }
  }

  private static BundleEntity requireComplete(@Nullable BundleEntity bundle) {
    if (bundle == null || bundle.bundle == null) {
      throw ProblemException.of(
              ProblemCode.RESULT_NOT_READY, "The job's record is being put together.")
          .retryAfter(SOON);
    }
    return bundle;
  }
}
