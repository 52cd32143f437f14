// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.cli.keys.Talk;
import io.cloister.cli.terminal.Console;
import io.cloister.client.json.Json;
import io.cloister.client.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The command's exit status tells permitted, denied, malformed and unreadable apart.
class PolicyDecideTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void writeABundle() throws IOException {
    write("a.cedar", "@id(\"read\") permit (principal in G::\"all\", action, resource);");
    write(
        "b.cedar",
        "@id(\"inside\") @article(\"32(1)\") @advice(\"Come in.\")\n"
            + "forbid (principal, action, resource) unless { context.from.isLoopback() };");
    write(
        "s.cedarschema",
        "entity G; entity U in [G]; action get appliesTo { principal: U, resource: U,"
            + " context: { from: ipaddr } };");
    write(
        "entities.json",
        "[{\"uid\": {\"type\": \"U\", \"id\": \"ann\"}, \"attrs\": {},"
            + " \"parents\": [{\"type\": \"G\", \"id\": \"all\"}]}]");
    request("127.0.0.1");
  }

  private void request(String from) throws IOException {
    write(
        "request.json",
        """
        {"principal": {"type": "U", "id": "ann"}, "action": {"type": "Action", "id": "get"},
         "resource": {"type": "U", "id": "ann"}, "context": {"from": "%s"}}
        """
            .formatted(from));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private int decide(String... options) {
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Console.Mode.PLAIN);
    return new CommandLine(new PolicyDecide(new Talk(console)))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .execute(options);
  }

  private String answer() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void permitsAndNamesThePolicy() throws Exception {
    int status =
        decide(
            "--bundle",
            folder.toString(),
            "--request",
            file("request.json"),
            "--entities",
            file("entities.json"),
            "--json");

    assertThat(status).isZero();
    JsonObject decision = Json.object(answer());
    assertThat(decision.text("verdict")).isEqualTo("permit");
    assertThat(decision.objects("reasons").getFirst().text("policyId")).isEqualTo("read");
    assertThat(decision.text("bundle")).hasSize(64);
  }

  @Test
  void deniesWithArticleAndAdvice() throws Exception {
    request("10.0.0.1");

    int status = decide("--bundle", folder.toString(), "--request", file("request.json"));

    assertThat(status).isOne();
    assertThat(answer())
        .isEqualTo("deny\n  inside forbids (GDPR Art. 32(1)): Come in.\n".formatted());
  }

  @Test
  void saysWhenNothingPermits() {
    assertThat(decide("--bundle", folder.toString(), "--request", file("request.json"))).isOne();
    assertThat(answer()).contains("no policy permits it");
  }

  @Test
  void refusesARequestThatIsNone() throws Exception {
    write("request.json", "[]");

    assertThat(decide("--bundle", folder.toString(), "--request", file("request.json")))
        .isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("mend:");
  }

  @Test
  void cannotReadWhatIsNotThere() {
    assertThat(decide("--bundle", file("none"), "--request", file("request.json"))).isEqualTo(3);
    assertThat(decide("--corpus", file("none"))).isEqualTo(3);
  }

  @Test
  void asksForOneTask() {
    assertThat(decide()).isEqualTo(2);
    assertThat(decide("--corpus", "x", "--bundle", "y", "--request", "z")).isEqualTo(2);
    assertThat(decide("--bundle", "y")).isEqualTo(2);
  }

  @Test
  void runsACorpus() throws Exception {
    Path corpus = Files.createDirectory(folder.resolve("corpus"));
    Files.writeString(corpus.resolve("p.cedar"), "permit (principal, action, resource);");
    Files.writeString(corpus.resolve("p.cedarschema"), "entity U;");
    Files.writeString(corpus.resolve("p.entities.json"), "[]");
    Files.writeString(corpus.resolve("p.json"), corpusTest("allow"));

    assertThat(decide("--corpus", corpus.toString(), "--json")).isZero();
    assertThat(answer())
        .isEqualTo(
            "{\"decisionsRight\":1,\"errorsRight\":1,\"mismatches\":[],\"reasonsRight\":1,"
                + "\"requests\":1}\n");

    Files.writeString(corpus.resolve("p.json"), corpusTest("deny"));

    assertThat(decide("--corpus", corpus.toString())).isOne();
    assertThat(answer()).contains("0 decisions right");
  }

  private static String corpusTest(String decision) {
    return """
    {"policies": "p.cedar", "entities": "p.entities.json", "schema": "p.cedarschema",
     "requests": [{"description": "r", "principal": {"type": "U", "id": "u"},
     "action": {"type": "Action", "id": "a"}, "resource": {"type": "U", "id": "u"},
     "context": {}, "decision": "%s", "reason": ["policy0"], "errors": []}]}
    """
        .formatted(decision);
  }
}
