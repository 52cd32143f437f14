// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.attest;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Groups the commands about attestation.
@Command(
    name = "attest",
    mixinStandardHelpOptions = true,
    description = "Tells genuine evidence of a TEE from everything else, offline.",
    subcommands = AttestVerify.class)
public final class AttestCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      throw new CommandLine.ParameterException(spec.commandLine(), "no command given");
    }
  }
}
