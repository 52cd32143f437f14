// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.agreement;

import io.cloister.cli.keys.SessionOptions;
import io.cloister.cli.keys.Talk;
import io.cloister.cli.terminal.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Lists the definitions that concern the tenant.
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the definitions that concern your tenant.")
public final class AgreementList implements Callable<Integer> {
  @Mixin private SessionOptions options = new SessionOptions();

  private final Talk talk = Talk.ofProcess();

  @Override
  public Integer call() {
    return talk.run(
        "definitions",
        () -> {
          talk.list(
              options.client().agreements().list(),
              List.of("id", "state", "inputs"),
              options.json());
          return ExitCode.DONE;
        });
  }
}
