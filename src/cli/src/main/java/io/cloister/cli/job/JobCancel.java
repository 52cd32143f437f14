// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.job;

import io.cloister.cli.keys.SessionOptions;
import io.cloister.cli.keys.Talk;
import io.cloister.cli.terminal.ExitCode;
import io.cloister.client.job.JobView;
import io.cloister.protocol.job.JobId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Withdraws a job.
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    description = "Asks to withdraw a job that has not ended.")
public final class JobCancel implements Callable<Integer> {
  @Mixin private SessionOptions options = new SessionOptions();

  @Parameters(paramLabel = "JOB", description = "The job's id.")
  private String id = "";

  private final Talk talk = Talk.ofProcess();

  @Override
  public Integer call() {
    return talk.run(
        "job " + id,
        () -> {
          JobView job = options.client().jobs().cancel(JobId.parse(id));
          JobReport.tell(talk, job, options);
          return ExitCode.DONE;
        });
  }
}
