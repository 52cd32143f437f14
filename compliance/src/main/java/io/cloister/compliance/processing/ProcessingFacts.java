// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.processing;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// All that a processing decision may depend on, as plain values. Whoever gathers them answers for
/// each: signatures over declarations, approvals and stops are verified, and workers are those that
/// the chain registered.
///
/// @param stage where in the life of the job the question is asked
/// @param job the run that is asked for
/// @param definition what the parties agreed on
/// @param workers every worker that may run the job
/// @param circumstances the time and the house's own limits
public record ProcessingFacts(
    Stage stage,
    Job job,
    Definition definition,
    List<Worker> workers,
    Circumstances circumstances) {
  public ProcessingFacts {
    requireNonNull(stage, "stage");
    requireNonNull(job, "job");
    requireNonNull(definition, "definition");
    workers = List.copyOf(workers);
    requireNonNull(circumstances, "circumstances");
  }

  /// Where in the life of a job the question is asked.
  public enum Stage {
    /// At the gateway, before the job is ordered.
    SUBMIT("submit"),
    /// Before a worker opens the job.
    RUN("run");

    private final String action;

    Stage(String action) {
      this.action = action;
    }

    String action() {
      return action;
    }
  }

  /// What kind of installation decides.
  public enum Profile {
    PRODUCTION("production"),
    DEMO("demo"),
    DEVELOPMENT("development");

    private final String id;

    Profile(String id) {
      this.id = id;
    }

    String id() {
      return id;
    }
  }

  /// A person, by the pseudonymous id of the identity provider.
  ///
  /// @param roles names of realm roles, such as `analyst`
  public record Submitter(String id, String tenant, Set<String> roles) {
    public Submitter {
      requireNonNull(id, "id");
      requireNonNull(tenant, "tenant");
      roles = Set.copyOf(roles);
    }
  }

  /// One run of a definition.
  ///
  /// @param tenant the company in whose name the job runs
  /// @param replicas how many workers are to run it
  public record Job(String id, String tenant, Submitter submitter, String purpose, int replicas) {
    public Job {
      requireNonNull(id, "id");
      requireNonNull(tenant, "tenant");
      requireNonNull(submitter, "submitter");
      requireNonNull(purpose, "purpose");
    }
  }

  /// A job definition.
  ///
  /// @param id its digest in hexadecimal
  /// @param parties companies that own a dataset, receive the result or wrote the definition
  public record Definition(
      String id,
      String purpose,
      Set<String> parties,
      List<Dataset> datasets,
      Instant expiresAt,
      int minimumReplicas) {
    public Definition {
      requireNonNull(id, "id");
      requireNonNull(purpose, "purpose");
      parties = Set.copyOf(parties);
      datasets = List.copyOf(datasets);
      requireNonNull(expiresAt, "expiresAt");
    }
  }

  /// A dataset as declared, and where its owner stands on the definition.
  ///
  /// @param id digest of the declaration in hexadecimal
  /// @param lawfulBasis `eu-gdpr:A6-1-a` to `eu-gdpr:A6-1-f`, or `not-personal-data`
  /// @param categories categories of personal data in it, as terms of dpv-pd; empty for none
  /// @param approval the owner's approval of exactly this definition
  /// @param stoppedAt when the owner stopped the definition
  /// @param standing what is on record for the people whom the data is about
  public record Dataset(
      String id,
      String owner,
      Set<String> purposes,
      String lawfulBasis,
      Set<String> exportRegions,
      Set<String> categories,
      Optional<Approval> approval,
      Optional<Instant> stoppedAt,
      Standing standing) {
    public Dataset {
      requireNonNull(id, "id");
      requireNonNull(owner, "owner");
      purposes = Set.copyOf(purposes);
      requireNonNull(lawfulBasis, "lawfulBasis");
      exportRegions = Set.copyOf(exportRegions);
      categories = Set.copyOf(categories);
      requireNonNull(approval, "approval");
      requireNonNull(stoppedAt, "stoppedAt");
      requireNonNull(standing, "standing");
    }
  }

  /// What a controller has on record for the people whom a dataset is about.
  ///
  /// @param consent their consent to the purpose of the job (Art. 6(1)(a), 7 GDPR)
  /// @param condition the condition of Art. 9(2) that is met, for example `eu-gdpr:A9-2-j`
  /// @param assessment the approved impact assessment (Art. 35)
  /// @param restrictedSince when the processing was restricted (Art. 18)
  /// @param objectedSince when the oldest objection that stands was raised (Art. 21)
  /// @param retainUntil when the data must be erased (Art. 5(1)(e))
  public record Standing(
      Optional<Approval> consent,
      Optional<String> condition,
      Optional<Approval> assessment,
      Optional<Instant> restrictedSince,
      Optional<Instant> objectedSince,
      Optional<Instant> retainUntil) {
    /// Nothing is on record.
    public static final Standing NONE =
        new Standing(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /// An approval or a consent, in force from one instant until before the other.
  public record Approval(Instant approvedAt, Instant expiresAt) {
    public Approval {
      requireNonNull(approvedAt, "approvedAt");
      requireNonNull(expiresAt, "expiresAt");
    }

    boolean inForceAt(Instant now) {
      return !now.isBefore(approvedAt) && now.isBefore(expiresAt);
    }
  }

  /// A worker as the chain registered it.
  ///
  /// @param mode `sgx`, `tdx`, `snp` or `simulated`
  /// @param confidenceClass 1, the best, to 5
  /// @param attestedAt when its evidence was appraised
  /// @param validUntil when its registration ends
  public record Worker(
      String id,
      String operator,
      String region,
      String mode,
      int confidenceClass,
      Instant attestedAt,
      Instant validUntil) {
    public Worker {
      requireNonNull(id, "id");
      requireNonNull(operator, "operator");
      requireNonNull(region, "region");
      requireNonNull(mode, "mode");
      requireNonNull(attestedAt, "attestedAt");
      requireNonNull(validUntil, "validUntil");
    }
  }

  /// The time, the limits that the installation sets, and what the law says at that time.
  ///
  /// @param maximumConfidenceClass the worst class of worker that is accepted, 1 to 5
  /// @param adequateRegions where personal data may go without further safeguards (Art. 45)
  public record Circumstances(
      Instant now, Profile profile, int maximumConfidenceClass, Set<String> adequateRegions) {
    public Circumstances {
      requireNonNull(now, "now");
      requireNonNull(profile, "profile");
      adequateRegions = Set.copyOf(adequateRegions);
    }
  }
}
