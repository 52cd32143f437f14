// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.agreement;

import io.cloister.cli.keys.SessionOptions;
import io.cloister.cli.keys.Talk;
import io.cloister.cli.terminal.ExitCode;
import io.cloister.client.agreement.Definition;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.Input;
import io.cloister.protocol.job.JobDefinition;
import io.cloister.protocol.job.Recipient;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Shows one definition, read from the bytes whose digest is its id.
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows one definition, checked against its id, and who has approved it.")
public final class AgreementShow implements Callable<Integer> {
  @Mixin private SessionOptions options = new SessionOptions();

  @Parameters(paramLabel = "DEFINITION", description = "The definition's id.")
  private String id = "";

  private final Talk talk = Talk.ofProcess();

  @Override
  public Integer call() {
    return talk.run(
        "definition " + id,
        () -> {
          Definition definition = options.client().agreements().show(Digest.parse(id));
          if (options.json()) {
            talk.json(definition.view());
          } else {
            tell(definition);
          }
          return ExitCode.DONE;
        });
  }

  private void tell(Definition definition) {
    JobDefinition content = definition.content();
    talk.print("%s of %s, %s".formatted(content.name(), content.tenant(), definition.id()));
    talk.print("state      " + definition.view().optionalText("state").orElse("?"));
    talk.print("purpose    " + content.purpose());
    talk.print("in force   until " + Instant.ofEpochMilli(content.expiresAt()));
    talk.print(
        "workers    %d of distinct operators, %d must agree"
            .formatted(content.constraints().replicas(), content.constraints().quorum()));
    for (Input input : content.inputs()) {
      talk.print("input      " + input.table() + " = dataset " + input.declaration());
    }
    for (Recipient recipient : content.recipients()) {
      talk.print("recipient  " + recipient.tenant() + ", key " + recipient.key().digest());
    }
    talk.print("program");
    content.program().text().lines().forEach(line -> talk.print("  " + line));
  }
}
