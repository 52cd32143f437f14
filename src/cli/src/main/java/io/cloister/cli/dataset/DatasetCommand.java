// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.dataset;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Groups the commands about datasets.
@Command(
    name = "dataset",
    mixinStandardHelpOptions = true,
    description = "Declares datasets, seals them on this machine, and uploads the ciphertext.",
    subcommands = {
      DatasetRegister.class,
      DatasetUpload.class,
      DatasetList.class,
      DatasetShow.class
    })
public final class DatasetCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      throw new CommandLine.ParameterException(spec.commandLine(), "no command given");
    }
  }
}
