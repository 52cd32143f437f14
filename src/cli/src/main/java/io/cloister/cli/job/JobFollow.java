// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.job;

import io.cloister.cli.keys.SessionOptions;
import io.cloister.cli.keys.Talk;
import io.cloister.client.job.JobView;
import io.cloister.protocol.job.JobId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Waits for a job's end.
@Command(
    name = "follow",
    mixinStandardHelpOptions = true,
    description = {
      "Tells each state of a job until it ends; survives restarts of the gateway.",
      "Exit status: 0 if it ended FINAL, 1 if otherwise."
    })
public final class JobFollow implements Callable<Integer> {
  @Mixin private SessionOptions options = new SessionOptions();

  @Parameters(paramLabel = "JOB", description = "The job's id.")
  private String id = "";

  private final Talk talk = Talk.ofProcess();

  @Override
  public Integer call() {
    return talk.run(
        "job " + id,
        () -> {
          JobView end =
              options.client().jobs().follow(JobId.parse(id), state -> talk.say("  " + state));
          return JobReport.tell(talk, end, options);
        });
  }
}
