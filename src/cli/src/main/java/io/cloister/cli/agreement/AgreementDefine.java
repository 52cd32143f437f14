// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.agreement;

import io.cloister.cli.keys.ColumnText;
import io.cloister.cli.keys.SessionOptions;
import io.cloister.cli.keys.Talk;
import io.cloister.cli.terminal.ExitCode;
import io.cloister.client.CloisterClient;
import io.cloister.client.json.JsonException;
import io.cloister.client.json.JsonObject;
import io.cloister.client.keys.UserKeys;
import io.cloister.client.session.ClientException;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.envelope.RecipientKey;
import io.cloister.protocol.job.Constraints;
import io.cloister.protocol.job.Input;
import io.cloister.protocol.job.JobDefinition;
import io.cloister.protocol.job.Program;
import io.cloister.protocol.job.ProgramKind;
import io.cloister.protocol.job.Recipient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Proposes a job definition.
@Command(
    name = "define",
    mixinStandardHelpOptions = true,
    description = {
      "Proposes a job definition: a program, the datasets it reads, and who receives the result.",
      "It cannot be changed: its digest is its id, and that is what the owners sign."
    })
public final class AgreementDefine implements Callable<Integer> {
  @Mixin private SessionOptions options = new SessionOptions();

  @Option(names = "--name", required = true, description = "What people call it.")
  private String name = "";

  @Option(names = "--sql", required = true, paramLabel = "FILE", description = "The statement.")
  private Path sql = Path.of("");

  @Option(
      names = "--input",
      required = true,
      paramLabel = "TABLE=DATASET",
      description = "A dataset, and the table that the statement calls it; repeatable.")
  private Map<String, String> inputs = new LinkedHashMap<>();

  @Option(names = "--purpose", required = true, description = "What it serves.")
  private String purpose = "";

  @Option(
      names = "--recipient",
      paramLabel = "TENANT=KEY",
      description = "Who receives the result (a key of 'cloister keys'); you, if absent.")
  private Map<String, String> recipients = new LinkedHashMap<>();

  @Option(names = "--param", paramLabel = "NAME:TYPE", description = "A parameter; repeatable.")
  private List<String> parameters = List.of();

  @Option(names = "--replicas", paramLabel = "N", description = "How many workers run it.")
  private int replicas = 3;

  @Option(names = "--quorum", paramLabel = "N", description = "How many of them must agree.")
  private int quorum = 2;

  @Option(names = "--run-seconds", paramLabel = "N", description = "How long one run may take.")
  private int runSeconds = 120;

  @Option(names = "--region", description = "Where workers may stand; repeatable.")
  private List<String> regions = List.of();

  @Option(names = "--days", paramLabel = "N", description = "How long it is in force.")
  private int days = 30;

  private final Talk talk = Talk.ofProcess();

  @Override
  public Integer call() {
    return talk.run("definition " + name, this::define);
  }

  private ExitCode define() throws ClientException, IOException, JsonException, MalformedException {
    CloisterClient client = options.client();
    String tenant = client.me().text("tenant");
    long now = InstantSource.system().millis();
    JobDefinition definition =
        new JobDefinition(
            tenant,
            name,
            new Program(ProgramKind.SQL, Files.readString(sql)),
            inputs(),
            purpose,
            recipients(client, tenant),
            ColumnText.parse(parameters),
            new Constraints(replicas, quorum, runSeconds, regions),
            now,
            now + Duration.ofDays(days).toMillis());
    Digest id = client.agreements().define(definition);
    if (options.json()) {
      talk.json(JsonObject.empty().with("id", id.hex()));
    } else {
      talk.print("defined " + name + " as " + id);
      talk.print("next: each owner runs: cloister agreement approve " + id);
    }
    return ExitCode.DONE;
  }

  private List<Input> inputs() throws MalformedException {
    List<Input> list = new ArrayList<>();
    for (Map.Entry<String, String> input : inputs.entrySet()) {
      list.add(new Input(input.getKey(), Digest.parse(input.getValue())));
    }
    return list;
  }

  private List<Recipient> recipients(CloisterClient client, String tenant)
      throws ClientException, IOException, MalformedException {
    if (recipients.isEmpty()) {
      try (UserKeys keys = options.keys(client)) {
        return List.of(new Recipient(tenant, keys.recipient().publicKey()));
      }
    }
    List<Recipient> list = new ArrayList<>();
    for (Map.Entry<String, String> recipient : recipients.entrySet()) {
      byte[] key = Base64.getUrlDecoder().decode(recipient.getValue());
      list.add(new Recipient(recipient.getKey(), RecipientKey.decode(key)));
    }
    return list;
  }
}
