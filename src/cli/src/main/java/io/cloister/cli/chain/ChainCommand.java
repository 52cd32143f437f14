// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.chain;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The chain, as its gatekeepers show it.
@Command(
    name = "chain",
    mixinStandardHelpOptions = true,
    description = "Shows the chain and its gatekeepers; believes nothing that is not certified.",
    subcommands = {ChainStatus.class, ChainTransaction.class, ChainRoster.class})
public final class ChainCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      throw new CommandLine.ParameterException(spec.commandLine(), "no command given");
    }
  }
}
