// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.agreement;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Groups the commands about agreements.
@Command(
    name = "agreement",
    mixinStandardHelpOptions = true,
    description = "Proposes job definitions, approves them by signature, and stops them.",
    subcommands = {
      AgreementDefine.class,
      AgreementApprove.class,
      AgreementStop.class,
      AgreementShow.class,
      AgreementList.class
    })
public final class AgreementCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      throw new CommandLine.ParameterException(spec.commandLine(), "no command given");
    }
  }
}
