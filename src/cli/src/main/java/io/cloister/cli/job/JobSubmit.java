// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.job;

import io.cloister.cli.keys.SessionOptions;
import io.cloister.cli.keys.Talk;
import io.cloister.cli.terminal.ExitCode;
import io.cloister.client.CloisterClient;
import io.cloister.client.job.JobView;
import io.cloister.client.job.Submission;
import io.cloister.client.session.ClientException;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.JobParameters;
import io.cloister.protocol.job.Parameter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Submits a job.
@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    description = {
      "Submits a job of an approved definition; parameters are sealed before they leave.",
      "With the same --key it is the same job, however often it is submitted."
    })
public final class JobSubmit implements Callable<Integer> {
  @Mixin private SessionOptions options = new SessionOptions();

  @Parameters(paramLabel = "DEFINITION", description = "The definition's id.")
  private String id = "";

  @Option(names = "--param", paramLabel = "NAME=VALUE", description = "A parameter; repeatable.")
  private Map<String, String> values = new LinkedHashMap<>();

  @Option(names = "--key", paramLabel = "KEY", description = "Names this submission.")
  private String key = UUID.randomUUID().toString();

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Your appraisal policy; the chain's, if absent.")
  private @Nullable Path policy;

  private final Talk talk = Talk.ofProcess();

  @Override
  public Integer call() {
    return talk.run("definition " + id, this::submit);
  }

  private ExitCode submit() throws ClientException, IOException, MalformedException {
    CloisterClient client = options.client();
    JobParameters parameters =
        new JobParameters(
            values.entrySet().stream()
                .map(value -> new Parameter(value.getKey(), value.getValue()))
                .toList());
    JobView job =
        client
            .jobs()
            .submit(new Submission(Digest.parse(id), parameters, key), options.workers(policy));
    if (options.json()) {
      talk.json(job.json());
    } else {
      talk.print("job " + job.id() + " " + job.state());
      talk.print("next: cloister job follow " + job.id());
    }
    return ExitCode.DONE;
  }
}
