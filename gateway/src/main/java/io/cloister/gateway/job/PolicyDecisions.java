// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.job;

import io.cloister.compliance.processing.ProcessingDecision;
import io.cloister.compliance.processing.ProcessingFacts;
import io.cloister.compliance.processing.ProcessingFacts.Circumstances;
import io.cloister.compliance.processing.ProcessingFacts.Dataset;
import io.cloister.compliance.processing.ProcessingFacts.Profile;
import io.cloister.compliance.processing.ProcessingFacts.Stage;
import io.cloister.compliance.processing.ProcessingPolicy;
import io.cloister.compliance.processing.Vocabulary;
import io.cloister.gateway.definition.Agreement;
import io.cloister.gateway.definition.Agreement.AgreedInput;
import io.cloister.gateway.runtime.GatewayConfig;
import io.cloister.gateway.worker.RegisteredWorker;
import io.cloister.policy.bundle.PolicyBundle;
import io.cloister.protocol.job.DatasetDeclaration;
import io.cloister.protocol.job.JobDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Asks the processing policy whether a job may be ordered. The facts are those that this gateway
/// has verified; the record of the decision lets the enclave and any auditor decide again.
@ApplicationScoped
class PolicyDecisions {
  private final ProcessingPolicy policy = ProcessingPolicy.load();
  private final GatewayConfig config;

  PolicyDecisions(GatewayConfig config) {
    this.config = config;
  }

  /// The policies that decide now.
  PolicyBundle bundle() {
    return policy.bundle();
  }

  /// Decides for one job, as of that moment.
  ProcessingDecision decide(
      UUID job,
      Submission submission,
      Agreement agreement,
      List<RegisteredWorker> workers,
      Instant now) {
    return policy.decide(
        new ProcessingFacts(
            Stage.SUBMIT,
            job(job, submission, agreement.definition()),
            definition(agreement),
            workers.stream().map(PolicyDecisions::worker).toList(),
            new Circumstances(
                now,
                profile(),
                config.maximumConfidenceClass(),
                Vocabulary.adequateRegionsAt(now))));
  }

  private Profile profile() {
    return switch (config.mode()) {
      case PRODUCTION -> Profile.PRODUCTION;
      case DEVELOPMENT -> Profile.DEMO;
    };
  }

  private static ProcessingFacts.Job job(UUID id, Submission submission, JobDefinition definition) {
    String tenant = submission.tenant().alias();
    return new ProcessingFacts.Job(
        id.toString(),
        tenant,
        new ProcessingFacts.Submitter(submission.subject(), tenant, submission.roles()),
        submission.purpose(),
        definition.constraints().replicas());
  }

  private static ProcessingFacts.Definition definition(Agreement agreement) {
    JobDefinition definition = agreement.definition();
    return new ProcessingFacts.Definition(
        agreement.id(),
        definition.purpose(),
        Set.copyOf(agreement.parties()),
        agreement.inputs().stream().map(PolicyDecisions::dataset).distinct().toList(),
        Instant.ofEpochMilli(definition.expiresAt()),
        definition.constraints().replicas());
  }

  private static Dataset dataset(AgreedInput input) {
    DatasetDeclaration declaration = Declarations.of(input);
    return new Dataset(
        input.dataset(),
        input.tenant(),
        Set.copyOf(declaration.purposes()),
        declaration.lawfulBasis(),
        Set.copyOf(declaration.regions()),
        Set.copyOf(declaration.categories()),
        input
            .consent()
            .map(given -> new ProcessingFacts.Approval(given.approvedAt(), given.expiresAt())),
        input.stoppedAt(),
        ProcessingFacts.Standing.NONE);
  }

  private static ProcessingFacts.Worker worker(RegisteredWorker worker) {
    return new ProcessingFacts.Worker(
        worker.id().hex(),
        worker.operator(),
        worker.region(),
        worker.mode(),
        worker.confidenceClass(),
        worker.attestedAt(),
        worker.expiresAt());
  }
}
