// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.cli.keys.Talk;
import io.cloister.cli.terminal.Console;
import io.cloister.client.json.Json;
import io.cloister.client.json.JsonObject;
import io.cloister.client.trust.Trust;
import io.cloister.client.trust.TrustFile;
import io.cloister.protocol.encoding.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The command's exit status tells valid, not valid, wrong usage and unreadable apart.
class VerifyCommandTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void saysNoAndNamesTheStepForWhatIsNoBundle() throws Exception {
    pin();
    assertThat(verify(bundle().toString(), "--data", folder.toString())).isEqualTo(1);
    assertThat(text(out)).contains("FAIL format").contains("NOT VALID: step format");
  }

  @Test
  void answersAProgramInOneLine() throws Exception {
    pin();
    assertThat(verify(bundle().toString(), "--json", "--data", folder.toString())).isEqualTo(1);
    JsonObject answer = Json.object(text(out));
    assertThat(answer.isTrue("valid")).isFalse();
    assertThat(answer.objects("steps").getFirst().text("name")).isEqualTo("format");
    assertThat(answer.objects("steps").getFirst().isTrue("ok")).isFalse();
  }

  @Test
  void saysNoWhereNothingIsPinnedAndHowToMendIt() throws Exception {
    assertThat(verify(bundle().toString(), "--data", folder.toString())).isEqualTo(1);
    assertThat(text(err)).contains("nothing-pinned").contains("mend:").contains("--trust FILE");
  }

  @Test
  void cannotReadABundleThatIsNotThere() throws Exception {
    pin();
    assertThat(verify("missing.cloister", "--data", folder.toString())).isEqualTo(3);
  }

  @Test
  void looksForTheUsualFolderWhereNoneIsGiven() {
    assertThat(verify("missing.cloister")).isEqualTo(3);
  }

  @Test
  void asksForABundle() {
    assertThat(verify()).isEqualTo(2);
  }

  private int verify(String... args) {
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Console.Mode.PLAIN);
    return new CommandLine(new VerifyCommand(new Talk(console)))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .execute(args);
  }

  private Path bundle() throws IOException {
    return Files.write(folder.resolve("some.cloister"), new byte[] {1, 2, 3});
  }

  private void pin() throws IOException {
    TrustFile.write(
        folder.resolve("trust.json"),
        new Trust(Digest.of(new byte[] {1}), Trust.Simulated.REFUSED, "test"));
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
