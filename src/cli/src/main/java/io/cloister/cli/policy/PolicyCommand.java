// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.policy;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Policies: what they decide, and why.
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    description = "Decides by Cedar policies, explains, and tries candidates, offline.",
    subcommands = {PolicyDecide.class, PolicyShadow.class})
public final class PolicyCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      throw new CommandLine.ParameterException(spec.commandLine(), "no command given");
    }
  }
}
