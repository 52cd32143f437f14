// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.job;

import io.cloister.gateway.definition.Agreement;
import io.cloister.gateway.definition.Agreement.AgreedInput;
import io.cloister.gateway.problem.ProblemCode;
import io.cloister.gateway.problem.ProblemException;
import io.cloister.gateway.worker.RegisteredWorker;
import io.cloister.protocol.job.JobDefinition;
import io.cloister.protocol.job.Recipient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Whether a definition can be run now, and by whom. The first thing in the way is the answer.
final class Eligibility {
  private Eligibility() {}

  /// Refuses a submission that the agreement does not allow, whatever the policy says.
  static void require(Agreement agreement, Submission submission, Instant now) {
    String tenant = submission.tenant().alias();
    if (!agreement.parties().contains(tenant)) {
      throw ProblemException.notFound();
    }
    JobDefinition definition = agreement.definition();
    if (!isConcerned(definition, tenant)) {
      throw ProblemException.of(
          ProblemCode.SUBMITTER_NOT_PERMITTED, "You own data of it, but no result goes to you.");
    }
    requireApproved(agreement, now);
    if (agreement.inputs().stream().anyMatch(input -> input.upload().isEmpty())) {
      throw ProblemException.of(
          ProblemCode.DATASET_NOT_READY, "The ciphertext of an input is not uploaded yet.");
    }
    if (!definition.purpose().equals(submission.purpose())) {
      throw ProblemException.of(
              ProblemCode.PURPOSE_NOT_PERMITTED, "The parties agreed on another purpose.")
          .at("purpose");
    }
  }

  /// Whether a company may submit: it wrote the definition, or receives its result.
  static boolean isConcerned(JobDefinition definition, String tenant) {
    return definition.tenant().equals(tenant)
        || definition.recipients().stream().map(Recipient::tenant).anyMatch(tenant::equals);
  }

  private static void requireApproved(Agreement agreement, Instant now) {
    switch (agreement.stateAt(now)) {
      case STOPPED ->
          throw ProblemException.of(
              ProblemCode.DEFINITION_STOPPED, "An owner has stopped this definition for good.");
      case EXPIRED ->
          throw ProblemException.of(
              ProblemCode.DEFINITION_EXPIRED, "The definition's expiry has passed.");
      case DRAFT -> throw unapproved(agreement);
      case APPROVED -> {}
    }
  }

  private static ProblemException unapproved(Agreement agreement) {
    boolean allSpoke = agreement.inputs().stream().allMatch(input -> input.consent().isPresent());
    return allSpoke
        ? ProblemException.of(
            ProblemCode.APPROVAL_EXPIRED, "An approval is not in force at this moment.")
        : ProblemException.of(
                ProblemCode.DEFINITION_UNAPPROVED, "An owner has not approved the definition.")
            .mend("The definition's inputs say whose approval is missing.");
  }

  /// Where the definition and every declaration let workers stand; empty for anywhere.
  static List<String> regions(Agreement agreement) {
    List<List<String>> restrictions = new ArrayList<>();
    restrictions.add(agreement.definition().constraints().regions());
    for (AgreedInput input : agreement.inputs()) {
      restrictions.add(Declarations.of(input).regions());
    }
    restrictions.removeIf(List::isEmpty);
    if (restrictions.isEmpty()) {
      return List.of();
    }
    return restrictions.getFirst().stream()
        .filter(region -> restrictions.stream().allMatch(allowed -> allowed.contains(region)))
        .sorted()
        .toList();
  }

  /// The workers that may run the job, of those that hold all its keys.
  static List<RegisteredWorker> candidates(
      Agreement agreement, Submission submission, List<RegisteredWorker> granted) {
    List<RegisteredWorker> candidates =
        inRegions(agreement, granted).stream()
            .filter(worker -> isSealedTo(submission, worker))
            .toList();
    int replicas = agreement.definition().constraints().replicas();
    if (candidates.size() < replicas) {
      throw ProblemException.of(
              ProblemCode.NOT_ENOUGH_GRANTED_WORKERS,
              candidates.size() + " workers could run it, and it needs " + replicas + ".")
          .mend("Let every owner grant its key to more registered workers.");
    }
    return candidates;
  }

  /// Those workers that stand where the definition and every declaration let them.
  static List<RegisteredWorker> inRegions(Agreement agreement, List<RegisteredWorker> granted) {
    List<String> regions = regions(agreement);
    boolean anywhere = regions.isEmpty() && isUnrestricted(agreement);
    return granted.stream()
        .filter(worker -> anywhere || regions.contains(worker.region()))
        .toList();
  }

  private static boolean isUnrestricted(Agreement agreement) {
    return agreement.definition().constraints().regions().isEmpty()
        && agreement.inputs().stream().allMatch(i -> Declarations.of(i).regions().isEmpty());
  }

  private static boolean isSealedTo(Submission submission, RegisteredWorker worker) {
    return switch (submission.parameters()) {
      case Submission.Parameters.Plain plain -> true;
      case Submission.Parameters.Sealed(var byWorker) -> byWorker.containsKey(worker.id().hex());
    };
  }
}
