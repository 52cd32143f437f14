// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.agreement;

import io.cloister.cli.keys.SessionOptions;
import io.cloister.cli.keys.Talk;
import io.cloister.cli.terminal.ExitCode;
import io.cloister.client.CloisterClient;
import io.cloister.client.json.JsonObject;
import io.cloister.client.keys.UserKeys;
import io.cloister.client.session.ClientException;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Withdraws consent.
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description = "Withdraws your consent to a definition, at once and for ever.")
public final class AgreementStop implements Callable<Integer> {
  @Mixin private SessionOptions options = new SessionOptions();

  @Parameters(paramLabel = "DEFINITION", description = "The definition's id.")
  private String id = "";

  private final Talk talk = Talk.ofProcess();

  @Override
  public Integer call() {
    return talk.run("definition " + id, this::stop);
  }

  private ExitCode stop() throws ClientException, IOException, MalformedException {
    CloisterClient client = options.client();
    try (UserKeys keys = options.keys(client)) {
      List<String> datasets =
          client.agreements().stop(Digest.parse(id), keys).stream().map(Digest::hex).toList();
      if (options.json()) {
        talk.json(JsonObject.empty().with("datasets", datasets));
      } else {
        datasets.forEach(dataset -> talk.print("stopped for dataset " + dataset));
      }
    }
    return ExitCode.DONE;
  }
}
