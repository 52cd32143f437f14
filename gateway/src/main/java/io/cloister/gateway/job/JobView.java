// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cloister.gateway.problem.Problem;
import io.cloister.gateway.tenant.Page;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A job as its submitter and the recipients see it.
///
/// @param deadline when the job is driven to an end; absent once it has ended
/// @param round counts the chain's assignments from 1; 0 before the first
/// @param workers who is assigned in this round
/// @param mode the kind of evidence of the workers; "simulated" if any of it is
@JsonInclude(JsonInclude.Include.NON_NULL)
record JobView(
    UUID id,
    JobState state,
    String definition,
    String purpose,
    String tenant,
    Instant submittedAt,
    Instant updatedAt,
    @Nullable Instant deadline,
    int round,
    List<String> workers,
    @Nullable EndingView ending,
    @Nullable Problem problem,
    @Nullable String mode) {

  /// Who revealed what, by the chain's comparison.
  record EndingView(List<String> agreeing, List<String> dissenting, List<String> silent) {}

  static JobView of(JobEntity job) {
    return new JobView(
        job.id,
        job.state,
        job.definition,
        job.purpose,
        job.tenant,
        job.submittedAt,
        job.updatedAt,
        job.deadline,
        job.round,
        List.of(job.workers),
        ending(job),
        problem(job),
        job.mode);
  }

  Page.Mark mark() {
    return new Page.Mark(submittedAt, id.toString());
  }

  private static @Nullable EndingView ending(JobEntity job) {
    if (!job.state.isEnded() || job.state == JobState.DENIED) {
      return null;
    }
    return new EndingView(List.of(job.agreeing), List.of(job.dissenting), List.of(job.silent));
  }

  private static @Nullable Problem problem(JobEntity job) {
    if (job.problemCode == null || job.problemDetail == null) {
      return null;
    }
    return Problem.of(JobProblems.of(job.problemCode), job.problemDetail);
  }
}
