// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli;

import io.cloister.cli.agreement.AgreementCommand;
import io.cloister.cli.attest.AttestCommand;
import io.cloister.cli.chain.ChainCommand;
import io.cloister.cli.dataset.DatasetCommand;
import io.cloister.cli.demo.DemoCommand;
import io.cloister.cli.job.JobCommand;
import io.cloister.cli.keys.KeysCommand;
import io.cloister.cli.keys.LoginCommand;
import io.cloister.cli.policy.PolicyCommand;
import io.cloister.cli.stack.UpCommand;
import io.cloister.cli.terminal.Console;
import io.cloister.cli.verify.VerifyCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The `cloister` command and its subcommands.
@Command(
    name = "cloister",
    mixinStandardHelpOptions = true,
    version = "cloister 0.1.0",
    description = "Runs jobs over several companies' sealed data, and proves what was run.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done, or the answer is yes",
      "1:the answer is no",
      "2:wrong usage",
      "3:something cannot be reached or started"
    },
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      LoginCommand.class,
      KeysCommand.class,
      DatasetCommand.class,
      AgreementCommand.class,
      JobCommand.class,
      ChainCommand.class,
      PolicyCommand.class,
      VerifyCommand.class,
      AttestCommand.class
    })
public final class Cloister implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  /// Runs the command and ends the process with its exit status.
  public static void main(String[] args) {
    System.exit(commandLine(Console.ofProcess()).execute(args));
  }

  /// The command with its way to report failures.
  static CommandLine commandLine(Console console) {
    Failures failures = new Failures(console);
    return new CommandLine(new Cloister())
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(100);
  }

  @Override
  public void run() {
    if (spec != null) {
      throw new CommandLine.ParameterException(spec.commandLine(), "no command given");
    }
  }
}
