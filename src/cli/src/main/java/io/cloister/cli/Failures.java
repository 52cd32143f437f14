// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli;

import io.cloister.cli.terminal.CliException;
import io.cloister.cli.terminal.Console;
import io.cloister.cli.terminal.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Tells the user on standard error what failed, where, and how to mend it.
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

  private final Console console;

  Failures(Console console) {
    this.console = console;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    if (failure instanceof CliException known) {
      return report(known.exitCode(), known.getMessage(), known.where(), known.mend());
    }
    return report(
        ExitCode.UNREACHABLE,
        "unexpected " + failure,
        command.getCommandName() + " at " + origin(failure),
        "report this line with what you did");
  }

  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    String command = failure.getCommandLine().getCommandSpec().qualifiedName();
    return report(ExitCode.USAGE, failure.getMessage(), command, "see " + command + " --help");
  }

  private static String origin(Exception failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return trace.length == 0 ? "an unknown place" : trace[0].toString();
  }

  private int report(ExitCode code, @Nullable String what, String where, String mend) {
    console.say("error: " + what);
    console.say("where: " + where);
    console.say("mend:  " + mend);
    return code.status();
  }
}
