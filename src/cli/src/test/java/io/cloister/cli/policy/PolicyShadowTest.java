// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.cli.keys.Talk;
import io.cloister.cli.terminal.Console;
import io.cloister.client.json.Json;
import io.cloister.client.json.JsonObject;
import io.cloister.compliance.publication.PolicyFolder;
import io.cloister.policy.bundle.DecisionRecord;
import io.cloister.policy.entity.Entities;
import io.cloister.policy.entity.Request;
import io.cloister.policy.value.EntityUid;
import io.cloister.policy.value.RecordValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What a candidate would change about decisions on record.
class PolicyShadowTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @BeforeEach
  void recordTwoDecisions() throws IOException {
    write("in-force", "@id(\"all\") permit (principal, action, resource);");
    Files.createDirectory(folder.resolve("decisions"));
    for (String name : List.of("ann", "bob")) {
      EntityUid person = new EntityUid("Person", name);
      DecisionRecord record =
          DecisionRecord.decide(
              PolicyFolder.read(folder.resolve("in-force")),
              new Request(person, new EntityUid("Action", "get"), person, RecordValue.EMPTY),
              Entities.of(List.of()),
              Instant.parse("2026-11-22T12:00:00Z"));
      Files.write(folder.resolve("decisions").resolve(name + ".decision"), record.encode());
    }
  }

  private void write(String bundle, String policies) throws IOException {
    Files.writeString(Files.createDirectories(folder.resolve(bundle)).resolve("a.cedar"), policies);
  }

  private int shadow(String... options) {
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Console console = new Console(stream, stream, Console.Mode.PLAIN);
    CommandLine command = new CommandLine(new PolicyShadow(new Talk(console)));
    return command.execute(
        List.of(
                List.of("--bundle", folder.resolve("candidate").toString()),
                List.of("--decisions", folder.resolve("decisions").toString()),
                List.of(options))
            .stream()
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  private String answer() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void listsWhatWouldTurn() throws Exception {
    write(
        "candidate",
        "@id(\"all\") permit (principal, action, resource);"
            + "@id(\"no-bob\") forbid (principal == Person::\"bob\", action, resource);");

    assertThat(shadow("--json")).isOne();

    JsonObject run = Json.object(answer());
    assertThat(run.objects("shifts")).isEmpty();
    assertThat(run.objects("flips"))
        .singleElement()
        .satisfies(flip -> {
          assertThat(flip.text("recorded")).isEqualTo("permit");
          assertThat(flip.text("candidate")).isEqualTo("deny");
          assertThat(flip.fields().get("added")).isEqualTo(List.of("no-bob"));
          assertThat(flip.fields().get("removed")).isEqualTo(List.of("all"));
        });
  }

  @Test
  void tellsOtherReasonsFromOtherAnswers() throws Exception {
    write("candidate", "@id(\"every\") permit (principal, action, resource);");

    assertThat(shadow()).isZero();
    assertThat(answer()).startsWith("2 decisions, 0 would turn, 2 would have other reasons");
  }

  @Test
  void refusesAFileThatIsNoDecision() throws Exception {
    write("candidate", "permit (principal, action, resource);");
    Files.writeString(folder.resolve("decisions").resolve("x.decision"), "no");

    assertThat(shadow()).isEqualTo(2);
  }
}
