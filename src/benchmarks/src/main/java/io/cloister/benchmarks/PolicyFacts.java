// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.benchmarks;

import io.cloister.compliance.processing.ProcessingFacts;
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

/// Jobs as the gateway meets them: two datasets, three workers, many tenants; every fourth lacks
/// the purpose and is denied.
final class PolicyFacts {
  static final int JOBS = 64;

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String PURPOSE = "service-optimisation";

  private PolicyFacts() {}

  static ProcessingFacts job(int number) {
    String tenant = "tenant" + (10 * number);
    String other = "tenant" + (10 * number + 1);
    String purpose = number % 4 == 0 ? "marketing" : PURPOSE;
    Submitter submitter = new Submitter("person" + number, tenant, Set.of("analyst"));
    Definition definition =
        new Definition(
            "definition" + number,
            purpose,
            Set.of(tenant, other),
            List.of(dataset("flights" + number, tenant), dataset("airports" + number, other)),
            NOW.plus(Duration.ofDays(30)),
            3);
    return new ProcessingFacts(
        Stage.SUBMIT,
        new Job("job" + number, tenant, submitter, purpose, 3),
        definition,
        List.of(worker("a" + number), worker("b" + number), worker("c" + number)),
        new Circumstances(NOW, Profile.PRODUCTION, 3, Set.of("eu", "uk")));
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

  private static Worker worker(String id) {
    Instant attested = NOW.minus(Duration.ofHours(2));
    return new Worker(
        id, "operator-" + id, "eu", "sgx", 2, attested, NOW.plus(Duration.ofHours(2)));
  }
}
