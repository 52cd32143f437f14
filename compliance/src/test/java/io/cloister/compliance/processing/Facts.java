// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.processing;

import io.cloister.compliance.processing.ProcessingFacts.Approval;
import io.cloister.compliance.processing.ProcessingFacts.Circumstances;
import io.cloister.compliance.processing.ProcessingFacts.Dataset;
import io.cloister.compliance.processing.ProcessingFacts.Definition;
import io.cloister.compliance.processing.ProcessingFacts.Job;
import io.cloister.compliance.processing.ProcessingFacts.Profile;
import io.cloister.compliance.processing.ProcessingFacts.Stage;
import io.cloister.compliance.processing.ProcessingFacts.Standing;
import io.cloister.compliance.processing.ProcessingFacts.Submitter;
import io.cloister.compliance.processing.ProcessingFacts.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// A job of an airline and an airport that may run, and ways to spoil it.
final class Facts {
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  static final String PURPOSE = "service-optimisation";

  private Facts() {}

  static ProcessingFacts permitted() {
    Set<String> parties = Set.of("airline", "airport");
    List<Dataset> datasets = List.of(dataset("d1", "airline"), dataset("d2", "airport"));
    Definition definition =
        new Definition("f00d", PURPOSE, parties, datasets, NOW.plus(Duration.ofDays(30)), 3);
    Submitter submitter = new Submitter("person-1", "airline", Set.of("analyst"));
    return new ProcessingFacts(
        Stage.SUBMIT,
        new Job("job-1", "airline", submitter, PURPOSE, 3),
        definition,
        List.of(worker("w1", "eu"), worker("w2", "uk"), worker("w3", "eu")),
        circumstances(Profile.PRODUCTION));
  }

  private static Dataset dataset(String id, String owner) {
    Approval approval = new Approval(NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(10)));
    return new Dataset(
        id,
        owner,
        Set.of(PURPOSE, "research"),
        "eu-gdpr:A6-1-f",
        Set.of("eu", "uk"),
        Set.of("flight-record"),
        Optional.of(approval),
        Optional.empty(),
        Standing.NONE);
  }

  static Circumstances circumstances(Profile profile) {
    return new Circumstances(NOW, profile, 3, Set.of("eu", "uk"));
  }

  /// The same dataset with another basis, other categories and another standing.
  static Dataset standing(Dataset d, String basis, Set<String> categories, Standing standing) {
    return new Dataset(
        d.id(),
        d.owner(),
        d.purposes(),
        basis,
        d.exportRegions(),
        categories,
        d.approval(),
        d.stoppedAt(),
        standing);
  }

  static Worker worker(String id, String region) {
    Instant attestedAt = NOW.minus(Duration.ofHours(2));
    return new Worker(id, "op-" + id, region, "sgx", 2, attestedAt, NOW.plus(Duration.ofHours(2)));
  }

  static ProcessingFacts withJob(ProcessingFacts facts, UnaryOperator<Job> change) {
    return new ProcessingFacts(
        facts.stage(),
        change.apply(facts.job()),
        facts.definition(),
        facts.workers(),
        facts.circumstances());
  }

  static ProcessingFacts withDefinition(ProcessingFacts facts, UnaryOperator<Definition> change) {
    return new ProcessingFacts(
        facts.stage(),
        facts.job(),
        change.apply(facts.definition()),
        facts.workers(),
        facts.circumstances());
  }

  static ProcessingFacts withFirstDataset(ProcessingFacts facts, UnaryOperator<Dataset> change) {
    return withDefinition(
        facts,
        definition -> {
          Dataset first = change.apply(definition.datasets().getFirst());
          return new Definition(
              definition.id(),
              definition.purpose(),
              definition.parties(),
              List.of(first, definition.datasets().getLast()),
              definition.expiresAt(),
              definition.minimumReplicas());
        });
  }

  static ProcessingFacts withWorkers(ProcessingFacts facts, List<Worker> workers) {
    return new ProcessingFacts(
        facts.stage(), facts.job(), facts.definition(), workers, facts.circumstances());
  }

  static ProcessingFacts withLastWorker(ProcessingFacts facts, UnaryOperator<Worker> change) {
    List<Worker> workers = facts.workers();
    return withWorkers(
        facts, List.of(workers.get(0), workers.get(1), change.apply(workers.get(2))));
  }
}
