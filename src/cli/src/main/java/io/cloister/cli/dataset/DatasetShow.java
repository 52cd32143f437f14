// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.dataset;

import io.cloister.cli.keys.SessionOptions;
import io.cloister.cli.keys.Talk;
import io.cloister.cli.terminal.ExitCode;
import io.cloister.protocol.encoding.Digest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Shows one dataset.
@Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one dataset.")
public final class DatasetShow implements Callable<Integer> {
  @Mixin private SessionOptions options = new SessionOptions();

  @Parameters(paramLabel = "DATASET", description = "The dataset's id.")
  private String id = "";

  private final Talk talk = Talk.ofProcess();

  @Override
  public Integer call() {
    return talk.run(
        "dataset " + id,
        () -> {
          talk.object(options.client().datasets().show(Digest.parse(id)), options.json());
          return ExitCode.DONE;
        });
  }
}
