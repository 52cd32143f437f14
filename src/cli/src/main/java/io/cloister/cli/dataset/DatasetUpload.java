// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.dataset;

import io.cloister.cli.keys.SessionOptions;
import io.cloister.cli.keys.Talk;
import io.cloister.cli.terminal.ExitCode;
import io.cloister.client.CloisterClient;
import io.cloister.client.json.JsonObject;
import io.cloister.client.keys.UserKeys;
import io.cloister.client.session.ClientException;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.SealedContent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Seals a dataset's content and uploads it.
@Command(
    name = "upload",
    mixinStandardHelpOptions = true,
    description = {
      "Seals a file under the dataset's own key and uploads the ciphertext.",
      "Run it again after an interruption: it goes on where it stopped."
    })
public final class DatasetUpload implements Callable<Integer> {
  @Mixin private SessionOptions options = new SessionOptions();

  @Parameters(index = "0", paramLabel = "DATASET", description = "The dataset's id.")
  private String id = "";

  @Parameters(index = "1", paramLabel = "FILE", description = "The data.")
  private Path file = Path.of("");

  private final Talk talk = Talk.ofProcess();

  @Override
  public Integer call() {
    return talk.run("dataset " + id, this::upload);
  }

  private ExitCode upload() throws ClientException, IOException, MalformedException {
    CloisterClient client = options.client();
    try (UserKeys keys = options.keys(client)) {
      SealedContent content =
          client
              .datasets()
              .upload(
                  Digest.parse(id),
                  file,
                  keys,
                  (done, total) -> talk.status("  uploaded " + done + " of " + total + " bytes"));
      if (options.json()) {
        talk.json(
            JsonObject.empty()
                .with("id", id)
                .with("ciphertext", content.ciphertext().hex())
                .with("length", content.length()));
      } else {
        talk.print("uploaded " + content.length() + " bytes of ciphertext");
      }
    }
    return ExitCode.DONE;
  }
}
