// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.job;

import io.cloister.gateway.decision.Decisions;
import io.cloister.gateway.problem.ProblemException;
import io.cloister.gateway.problem.Wire;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.envelope.SealedEnvelope;
import io.cloister.protocol.job.JobContext;
import io.cloister.protocol.job.RequestContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/// Jobs for other features, in the scope of a transaction of theirs.
@ApplicationScoped
public class JobRecords {
  /// A job as those see it who package its orders and its record.
  ///
  /// @param definition the definition's digest, in hex
  /// @param decision the encoded decision record
  /// @param policyBundle the bundle's digest, in hex
  /// @param receiptWorker whose receipt counts, once the job is FINAL
  public record JobRecord(
      UUID id,
      JobState state,
      int round,
      String definition,
      JobContext context,
      RequestContext request,
      byte[] salt,
      byte[] decision,
      String policyBundle,
      List<String> agreeing,
      List<String> dissenting,
      Optional<String> receiptWorker) {}

  private final Decisions decisions;

  JobRecords(Decisions decisions) {
    this.decisions = decisions;
  }

  /// The job.
  ///
  /// @throws ProblemException if the transaction cannot see it
  public Uni<JobRecord> find(Mutiny.Session session, UUID id) {
    return session
        .find(JobEntity.class, id)
        .onItem()
        .ifNull()
        .failWith(ProblemException::notFound)
        .map(JobRecords::jobRecord);
  }

  /// The job's parameters, sealed to that worker.
  public Uni<SealedEnvelope> parameters(Mutiny.Session session, UUID id, String worker) {
    return session
        .find(JobParametersEntity.class, new JobParametersEntity.Key(id, worker))
        .onItem()
        .ifNull()
        .failWith(() -> new IllegalStateException("the chain assigned a worker unasked"))
        .map(row -> Wire.stored(row.envelope, SealedEnvelope::decode));
  }

  /// The encoded policy bundle that decided the job.
  public Uni<byte[]> policyBundle(Mutiny.Session session, JobRecord job) {
    return decisions.bundle(session, job.policyBundle());
  }

  private static JobRecord jobRecord(JobEntity job) {
    return new JobRecord(
        job.id,
        job.state,
        job.round,
        job.definition,
        Wire.stored(job.context, JobContext::decode),
        new RequestContext(job.requestId, digest(job.definition), job.purpose, job.tenant),
        job.salt,
        job.decision,
        job.policyBundle,
        List.of(job.agreeing),
        List.of(job.dissenting),
        Optional.ofNullable(job.receiptWorker));
  }

  private static Digest digest(String hex) {
    try {
      return Digest.parse(hex);
    } catch (MalformedException e) {
      throw new IllegalStateException("a stored digest is damaged", e);
    }
  }
}
