// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.job;

import io.cloister.cli.keys.SessionOptions;
import io.cloister.cli.keys.Talk;
import io.cloister.cli.terminal.ExitCode;
import io.cloister.client.CloisterClient;
import io.cloister.client.job.OpenedResult;
import io.cloister.client.keys.UserKeys;
import io.cloister.client.session.ClientException;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.JobId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Opens a job's result.
@Command(
    name = "result",
    mixinStandardHelpOptions = true,
    description = {
      "Verifies a FINAL job's bundle, opens its result with your own key, and compares the two.",
      "Nothing is shown unless both hold. The bundle is kept in the folder bundles."
    })
public final class JobResult implements Callable<Integer> {
  /// As many rows as a person looks at; all of them with --out or --json.
  private static final int SHOWN_ROWS = 50;

  @Mixin private SessionOptions options = new SessionOptions();

  @Parameters(paramLabel = "JOB", description = "The job's id.")
  private String id = "";

  @Option(names = "--out", paramLabel = "FILE", description = "Write all rows there, as CSV.")
  private @Nullable Path out;

  private final Talk talk = Talk.ofProcess();

  @Override
  public Integer call() {
    return talk.run("job " + id, this::open);
  }

  private ExitCode open() throws ClientException, IOException, MalformedException {
    JobId job = JobId.parse(id);
    CloisterClient client = options.client();
    OpenedResult result;
    try (UserKeys keys = options.keys(client)) {
      result = client.jobs().result(job, keys, options.state().trust());
    }
    Path bundle = BundleFolder.keep(options.state().folder(), job, result.bundle());
    if (out != null) {
      Files.writeString(out, ResultText.csv(result.table()));
    }
    if (options.json()) {
      talk.json(
          ResultText.json(result.table())
              .with("proven", result.proven().toJson())
              .with("bundle", bundle.toString()));
      return ExitCode.DONE;
    }
    talk.table(ResultText.rows(result.table(), SHOWN_ROWS));
    int rows = ResultText.count(result.table());
    talk.print(rows + " rows" + (rows > SHOWN_ROWS ? ", of which " + SHOWN_ROWS + " shown" : ""));
    talk.print("proven; verify again: cloister verify " + bundle);
    return ExitCode.DONE;
  }
}
