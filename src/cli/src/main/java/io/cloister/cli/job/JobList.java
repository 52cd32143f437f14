// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.job;

import io.cloister.cli.keys.SessionOptions;
import io.cloister.cli.keys.Talk;
import io.cloister.cli.terminal.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Lists the tenant's jobs.
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists your tenant's jobs.")
public final class JobList implements Callable<Integer> {
  @Mixin private SessionOptions options = new SessionOptions();

  private final Talk talk = Talk.ofProcess();

  @Override
  public Integer call() {
    return talk.run(
        "jobs",
        () -> {
          talk.list(
              options.client().jobs().list(),
              List.of("id", "state", "purpose", "submittedAt"),
              options.json());
          return ExitCode.DONE;
        });
  }
}
