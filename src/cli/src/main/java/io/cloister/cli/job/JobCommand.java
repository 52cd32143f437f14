// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.job;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Groups the commands about jobs.
@Command(
    name = "job",
    mixinStandardHelpOptions = true,
    description = "Submits jobs, follows them, and opens their results once they are proven.",
    subcommands = {
      JobSubmit.class,
      JobStatus.class,
      JobFollow.class,
      JobResult.class,
      JobCancel.class,
      JobList.class
    })
public final class JobCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      throw new CommandLine.ParameterException(spec.commandLine(), "no command given");
    }
  }
}
