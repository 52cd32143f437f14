// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.verify;

import io.cloister.cli.keys.StateOption;
import io.cloister.cli.keys.Talk;
import io.cloister.cli.terminal.ExitCode;
import io.cloister.client.bundle.BundleVerifier;
import io.cloister.client.bundle.Verification;
import io.cloister.client.session.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Verifies an audit bundle offline.
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Verifies an audit bundle offline, step by step, from the genesis digest that you pin.",
      "Exit status: 0 valid, 1 not valid, 2 wrong usage, 3 unreadable."
    })
public final class VerifyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "BUNDLE", description = "The bundle, a .cloister file.")
  private Path bundle = Path.of("");

  @ArgGroup(exclusive = false)
  private StateOption state = new StateOption();

  @Option(names = "--json", description = "Answer {valid, steps[{name, ok, detail}]}.")
  private boolean json;

  private final Talk talk;

  /// Answers on the process's own console.
  public VerifyCommand() {
    this(Talk.ofProcess());
  }

  VerifyCommand(Talk talk) {
    this.talk = talk;
  }

  @Override
  public Integer call() {
    return talk.run(bundle.toString(), this::verify);
  }

  private ExitCode verify() throws RefusedException, IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(bundle);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no such bundle", e);
    }
    Verification verification = new BundleVerifier(state.trust()).verify(bytes);
    if (json) {
      talk.json(verification.toJson());
    } else {
      VerificationReport.lines(verification).forEach(talk::print);
    }
    return verification.valid() ? ExitCode.DONE : ExitCode.NO;
  }
}
