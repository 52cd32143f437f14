// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.job;

import io.cloister.compliance.processing.Explanation;
import io.cloister.compliance.processing.ProcessingDecision;
import io.cloister.gateway.chain.ChainTrust;
import io.cloister.gateway.decision.DecisionEntity;
import io.cloister.gateway.definition.Agreement;
import io.cloister.gateway.problem.ProblemCode;
import io.cloister.gateway.runtime.GatewayConfig;
import io.cloister.gateway.worker.RegisteredWorker;
import io.cloister.protocol.chain.ChainParameters;
import io.cloister.protocol.chain.Operation.AuthorizeJob;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.envelope.SealedEnvelope;
import io.cloister.protocol.job.Constraints;
import io.cloister.protocol.job.JobContext;
import io.cloister.protocol.job.JobDefinition;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.job.JobParameters;
import io.cloister.protocol.job.Labels;
import io.cloister.protocol.job.Recipient;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/// Turns a submission into a job, authorised or denied: the checks of the agreement, the policy's
/// decision, the sealed parameters, and the authorisation for the chain. It computes only; slow
/// enough to belong on a crypto thread.
@ApplicationScoped
class Admission {
  private final PolicyDecisions policy;
  private final Outbox outbox;
  private final ChainTrust trust;
  private final GatewayConfig config;
  private final InstantSource clock;
  private final SecureRandom random;

  Admission(
      PolicyDecisions policy,
      Outbox outbox,
      ChainTrust trust,
      GatewayConfig config,
      InstantSource clock,
      SecureRandom random) {
    this.policy = policy;
    this.outbox = outbox;
    this.trust = trust;
    this.config = config;
    this.clock = clock;
    this.random = random;
  }

  /// All rows of a new job, to be written in one transaction.
  ///
  /// @param rows events, sealed parameters, and the outbox row if the job is authorised
  record Admitted(JobEntity job, Digest bundle, byte[] bundleBytes, List<Object> rows) {}

  /// Checks and decides.
  ///
  /// @param granted registered workers that hold a key for every input
  Admitted admit(Submission submission, Agreement agreement, List<RegisteredWorker> granted) {
    Instant now = clock.instant();
    Eligibility.require(agreement, submission, now);
    List<JobParametersEntity> parameters = new ArrayList<>();
    JobEntity job = job(submission, agreement.definition(), now);
    JobParameters plain = plainParameters(submission, agreement.definition());
    List<RegisteredWorker> workers = Eligibility.candidates(agreement, submission, granted);
    ProcessingDecision decision = policy.decide(job.id, submission, agreement, workers, now);
    for (RegisteredWorker worker : workers) {
      parameters.add(parameters(job.id, submission, plain, worker));
    }
    job.mode = mode(workers);
    job.decision = decision.record().encode();
    JobContext context = context(job, agreement, decision);
    job.context = context.encode();
    List<Object> rows = new ArrayList<>();
    rows.add(DecisionEntity.of(job.id, job.readers, decision.record()));
    rows.add(JobStates.event(job));
    switch (decision) {
      case ProcessingDecision.Denied denied -> deny(job, denied);
      case ProcessingDecision.Permitted permitted -> {
        authorize(job);
        rows.addAll(parameters);
        rows.add(
            outbox.row(
                job.id,
                OutboxEntity.Kind.AUTHORIZE,
                authorization(job, context, agreement, workers)));
      }
    }
    rows.add(JobStates.event(job));
    return new Admitted(job, policy.bundle().digest(), policy.bundle().encode(), rows);
  }

  private JobEntity job(Submission submission, JobDefinition definition, Instant now) {
    Set<String> readers = new TreeSet<>();
    readers.add(submission.tenant().alias());
    definition.recipients().stream().map(Recipient::tenant).forEach(readers::add);
    JobEntity job = new JobEntity();
    job.id = UUID.randomUUID();
    job.tenant = submission.tenant().alias();
    job.readers = readers.toArray(String[]::new);
    job.definition = submission.definition().hex();
    job.purpose = submission.purpose();
    job.requestId = submission.requestId().clone();
    job.idempotencyKey = submission.key().value();
    job.fingerprint = submission.key().fingerprint().clone();
    job.policyBundle = policy.bundle().digest().hex();
    job.salt = new byte[JobContext.SALT_BYTES];
    random.nextBytes(job.salt);
    job.submittedAt = now;
    job.updatedAt = now;
    job.expiresAt = now.plus(longest(definition.constraints()));
    job.deadline = job.expiresAt.plus(config.endingGrace());
    job.state = JobState.SUBMITTED;
    job.sequence = 1;
    return job;
  }

  /// As long as every round of the job may take, if each uses its time up.
  private Duration longest(Constraints constraints) {
    ChainParameters chain = trust.genesis().parameters();
    long round = (long) constraints.runSeconds() + chain.revealSeconds();
    return config.assignmentTimeout().plusSeconds(round * chain.maxRounds());
  }

  private static JobParameters plainParameters(Submission submission, JobDefinition definition) {
    return switch (submission.parameters()) {
      case Submission.Parameters.Sealed sealed -> new JobParameters(List.of());
      case Submission.Parameters.Plain(var values) ->
          ParameterValues.require(definition.parameters(), values);
    };
  }

  private static JobParametersEntity parameters(
      UUID job, Submission submission, JobParameters plain, RegisteredWorker worker) {
    JobParametersEntity row = new JobParametersEntity();
    row.job = job;
    row.worker = worker.id().hex();
    row.envelope = envelope(submission, plain, worker).encode();
    return row;
  }

  private static SealedEnvelope envelope(
      Submission submission, JobParameters plain, RegisteredWorker worker) {
    SealedEnvelope given =
        switch (submission.parameters()) {
          case Submission.Parameters.Sealed(var byWorker) -> byWorker.get(worker.id().hex());
          case Submission.Parameters.Plain values ->
              SealedEnvelope.seal(
                  worker.recipientKey(),
                  Labels.PARAMETERS,
                  submission.context().encode(),
                  plain.encode());
        };
    if (given == null) {
      throw new IllegalStateException("candidates are those that the parameters are sealed to");
    }
    return given;
  }

  private static JobContext context(
      JobEntity job, Agreement agreement, ProcessingDecision decision) {
    return new JobContext(
        new JobId(job.id),
        agreement.definition().digest(),
        decision.record().digest(),
        job.purpose,
        job.tenant);
  }

  private AuthorizeJob authorization(
      JobEntity job, JobContext context, Agreement agreement, List<RegisteredWorker> workers) {
    Constraints constraints = agreement.definition().constraints();
    return new AuthorizeJob(
        new JobId(job.id),
        context.commitment(job.salt),
        workers.stream().map(RegisteredWorker::id).sorted().toList(),
        constraints.replicas(),
        constraints.quorum(),
        constraints.runSeconds(),
        Eligibility.regions(agreement),
        List.of(agreement.definition().program().kind().capability()),
        job.expiresAt.toEpochMilli());
  }

  private static void authorize(JobEntity job) {
    job.state = JobState.AUTHORIZED;
    job.sequence++;
  }

  private static void deny(JobEntity job, ProcessingDecision.Denied denied) {
    job.state = JobState.DENIED;
    job.sequence++;
    job.deadline = null;
    job.problemCode = ProblemCode.POLICY_DENIED.code();
    job.problemDetail = reasons(denied.explanations());
  }

  private static String reasons(List<Explanation> explanations) {
    if (explanations.isEmpty()) {
      return "No policy permits it.";
    }
    return explanations.stream()
        .filter(each -> each.reason() != Explanation.Reason.PERMITS)
        .map(each -> each.policyId() + " (GDPR Art. " + each.article() + "): " + each.advice())
        .collect(Collectors.joining("; "));
  }

  private static String mode(List<RegisteredWorker> workers) {
    Set<String> modes = new TreeSet<>();
    workers.forEach(worker -> modes.add(worker.mode()));
    return modes.contains("simulated") ? "simulated" : String.join(",", modes);
  }
}
