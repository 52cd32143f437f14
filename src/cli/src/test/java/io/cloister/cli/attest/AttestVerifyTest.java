// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.attest;

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
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Whatever the files hold, every case gets its line, and the exit status tells a script apart.
class AttestVerifyTest {
  private static final String POLICY = "../../policies/appraisal/production.json";
  private static final String GOOD_ENTRY =
      """
      {"id": "%s", "kind": "mutated", "quote": "quote.bin", "collateral": "collateral.json",
       "verificationTime": "2026-06-01T12:00:00Z", "ms": 0.5,
       "expected": {"verification": {"result": "%s"}}}\
      """;

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void refusesWhatIsNoQuoteAndSaysWhy() throws Exception {
    assertThat(verify("--evidence", quote(), "--endorsements", collateral(), "--json"))
        .isEqualTo(1);
    JsonObject line = Json.object(text(out));
    assertThat(line.text("result")).isEqualTo("reject");
    assertThat(line.text("reason")).startsWith("endorsements: ");
    assertThat(line.text("appraisal")).isEqualTo("contraindicated");
    assertThat(line.fields().keySet())
        .containsExactly(
            "result",
            "tcbStatus",
            "advisoryIds",
            "tcbDate",
            "flags",
            "measurement",
            "reportData",
            "reason",
            "appraisal");
  }

  @Test
  void takesCertificatesForAnAmdReport() throws Exception {
    Path pem = Files.writeString(folder.resolve("vcek.pem"), "-----BEGIN nothing-----");
    assertThat(verify("--evidence", quote(), "--endorsements", pem.toString())).isEqualTo(1);
    assertThat(text(out)).startsWith("reject (endorsements: ");
  }

  @Test
  void answersEveryCaseOfABatchHoweverBroken() throws Exception {
    quote();
    collateral();
    Path manifest =
        manifest(
            GOOD_ENTRY.formatted("a", "reject"),
            "{\"id\": \"b\"}",
            GOOD_ENTRY.formatted("c", "reject").replace("quote.bin", "missing.bin"),
            GOOD_ENTRY.formatted("d", "reject").replace("2026-06-01T", "noon"),
            "7");
    assertThat(verify("--batch", manifest.toString(), "--json")).isEqualTo(0);
    List<String> lines = text(out).lines().toList();
    assertThat(lines).hasSize(7);
    for (String line : lines) {
      assertThat(Json.object(line).text("result")).isEqualTo("reject");
    }
    assertThat(Json.object(lines.get(4)).text("id")).isEqualTo("#4");
    assertThat(Json.object(lines.get(5)).text("id")).isEqualTo("flip:a:3:64");
    assertThat(Json.object(lines.get(6)).text("id")).isEqualTo("flip:a:9999:1");
    assertThat(text(err)).contains("false accepts").contains("all");
  }

  @Test
  void saysNoWhereAResultIsNotTheExpectedOne() throws Exception {
    quote();
    collateral();
    Path manifest = manifest(GOOD_ENTRY.formatted("a", "accept"));
    assertThat(verify("--batch", manifest.toString())).isEqualTo(1);
    assertThat(text(out)).contains("wrong: a");
  }

  @Test
  void tellsWrongUsageFromWhatItCannotRead() throws Exception {
    assertThat(verify()).isEqualTo(2);
    assertThat(verify("--evidence", quote())).isEqualTo(2);
    assertThat(verify("--batch", "x", "--evidence", quote())).isEqualTo(2);
    assertThat(verify("--evidence", "missing", "--endorsements", collateral())).isEqualTo(3);
    assertThat(verify("--evidence", quote(), "--endorsements", collateral(), "--at", "noon"))
        .isEqualTo(2);
    assertThat(verify("--batch", collateral(), "--policy", "missing.json")).isEqualTo(3);
  }

  private String quote() throws IOException {
    return Files.write(folder.resolve("quote.bin"), new byte[] {3, 0, 2, 0, 0}).toString();
  }

  private String collateral() throws IOException {
    return Files.writeString(folder.resolve("collateral.json"), "{}").toString();
  }

  private Path manifest(String... entries) throws IOException {
    Files.writeString(
        folder.resolve("flips.json"),
        "[{\"base\": \"a\", \"offset\": 3, \"xor\": 64}, {\"base\": \"a\", \"offset\": 9999,"
            + " \"xor\": 1}]");
    return Files.writeString(
        folder.resolve("manifest.json"),
        "{\"format\": \"cloister-attestation-vectors/1\", \"flips\": \"flips.json: bits\","
            + " \"vectors\": ["
            + String.join(",", entries)
            + "]}");
  }

  private int verify(String... args) {
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Console.Mode.PLAIN);
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-06-01T12:00:00Z"));
    String[] all = List.of(args).contains("--policy") ? args : withPolicy(args);
    return new CommandLine(new AttestVerify(new Talk(console), clock))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .execute(all);
  }

  private static String[] withPolicy(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--policy", POLICY));
    return all.toArray(String[]::new);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
