// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.agreement;

import io.cloister.cli.keys.SessionOptions;
import io.cloister.cli.keys.Talk;
import io.cloister.cli.terminal.ExitCode;
import io.cloister.client.CloisterClient;
import io.cloister.client.agreement.Agreements.Approved;
import io.cloister.client.json.JsonObject;
import io.cloister.client.keys.UserKeys;
import io.cloister.client.session.ClientException;
import io.cloister.client.worker.WorkerTrust;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Approves a definition, or grants its keys to workers that came later.
@Command(
    name = "approve",
    mixinStandardHelpOptions = true,
    description = {
      "Approves a definition for each of your datasets in it, by your signature, and seals their",
      "keys to the workers whose evidence satisfies your appraisal policy. See it before you sign:",
      "cloister agreement show DEFINITION"
    })
public final class AgreementApprove implements Callable<Integer> {
  @Mixin private SessionOptions options = new SessionOptions();

  @Parameters(paramLabel = "DEFINITION", description = "The definition's id.")
  private String id = "";

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Your appraisal policy; the chain's, if absent.")
  private @Nullable Path policy;

  @Option(
      names = "--grants-only",
      description = "Do not sign again; only grant keys to workers that came later.")
  private boolean grantsOnly;

  private final Talk talk = Talk.ofProcess();

  @Override
  public Integer call() {
    return talk.run("definition " + id, this::approve);
  }

  private ExitCode approve() throws ClientException, IOException, MalformedException {
    CloisterClient client = options.client();
    WorkerTrust trust = options.workers(policy);
    Digest definition = Digest.parse(id);
    Approved approved;
    try (UserKeys keys = options.keys(client)) {
      approved =
          grantsOnly
              ? client.agreements().grant(definition, keys, trust)
              : client.agreements().approve(definition, keys, trust);
    }
    if (options.json()) {
      talk.json(
          JsonObject.empty()
              .with("datasets", approved.datasets().stream().map(Digest::hex).toList())
              .with(
                  "workers",
                  approved.offer().convinced().stream().map(worker -> worker.id().hex()).toList())
              .with("refused", approved.offer().refusals()));
    } else {
      tell(approved);
    }
    return ExitCode.DONE;
  }

  private void tell(Approved approved) {
    approved.datasets().forEach(dataset -> talk.print("approved for dataset " + dataset));
    approved
        .offer()
        .convinced()
        .forEach(worker ->
            talk.print(
                "keys granted to worker %s of %s (%s, class %d)"
                    .formatted(
                        worker.id(),
                        worker.operator(),
                        worker.platform().mode(),
                        worker.platform().confidenceClass())));
    approved.offer().refusals().forEach(reason -> talk.print("no keys for one worker: " + reason));
  }
}
