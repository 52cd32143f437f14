// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.job;

import io.cloister.cli.keys.SessionOptions;
import io.cloister.cli.keys.Talk;
import io.cloister.protocol.job.JobId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Shows where a job stands.
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Shows where a job stands, and what went wrong if it failed.")
public final class JobStatus implements Callable<Integer> {
  @Mixin private SessionOptions options = new SessionOptions();

  @Parameters(paramLabel = "JOB", description = "The job's id.")
  private String id = "";

  private final Talk talk = Talk.ofProcess();

  @Override
  public Integer call() {
    return talk.run(
        "job " + id,
        () -> JobReport.tell(talk, options.client().jobs().status(JobId.parse(id)), options));
  }
}
