// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.job;

import io.cloister.cli.keys.SessionOptions;
import io.cloister.cli.keys.Talk;
import io.cloister.cli.terminal.ExitCode;
import io.cloister.client.job.JobState;
import io.cloister.client.job.JobView;

/// A job as people read it.
final class JobReport {
  private JobReport() {}

  /// Tells where a job stands.
  ///
  /// @return no, if it ended without a result
  static ExitCode tell(Talk talk, JobView job, SessionOptions options) {
    if (options.json()) {
      talk.json(job.json());
    } else {
      talk.print("job " + job.id() + " " + job.state());
      job.problem()
          .ifPresent(problem -> {
            talk.print("what: " + problem.code() + ": " + problem.detail());
            problem.mend().ifPresent(mend -> talk.print("mend: " + mend));
          });
      if (job.state() == JobState.FINAL) {
        talk.print("next: cloister job result " + job.id());
      }
    }
    boolean refused = job.state().isEnd() && job.state() != JobState.FINAL;
    return refused ? ExitCode.NO : ExitCode.DONE;
  }
}
