// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.policy.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusRunnerTest {
  @TempDir private Path corpus;

  @BeforeEach
  void writeTheCorpus() throws IOException {
    write("t/1.cedar", "permit (principal, action in Action::\"all\", resource);");
    write("t/1.cedarschema", "entity U; action \"all\"; action \"one\" in [\"all\"];");
    write("t/1.entities.json", "[]");
  }

  private void write(String name, String text) throws IOException {
    Path file = corpus.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String test(String action, String decision, String reason) {
    return """
    {"policies": "t/1.cedar", "entities": "t/1.entities.json", "schema": "t/1.cedarschema",
     "shouldValidate": true, "requests": [{"description": "r",
     "principal": {"type": "U", "id": "u"}, "action": {"type": "Action", "id": "%s"},
     "resource": {"type": "U", "id": "u"}, "context": {}, "validateRequest": true,
     "decision": "%s", "reason": [%s], "errors": []}]}
    """
        .formatted(action, decision, reason);
  }

  @Test
  void countsWhatIsRight() throws Exception {
    write("t/1.json", test("one", "allow", "\"policy0\""));
    write("t/2.json", test("other", "deny", ""));

    CorpusReport report = CorpusRunner.run(corpus);

    assertThat(report.isPerfect()).isTrue();
    assertThat(JsonWriter.canonical(report.json()))
        .isEqualTo(
            "{\"decisionsRight\":2,\"errorsRight\":2,\"mismatches\":[],"
                + "\"reasonsRight\":2,\"requests\":2}");
  }

  @Test
  void namesWhatIsWrong() throws Exception {
    write("t/1.json", test("one", "deny", ""));

    CorpusReport report = CorpusRunner.run(corpus);

    assertThat(report.decisionsRight()).isZero();
    assertThat(report.reasonsRight()).isZero();
    assertThat(report.errorsRight()).isOne();
    assertThat(report.mismatches()).singleElement().asString().startsWith("t/1.json: r: ");
  }

  @Test
  void countsATestThatCannotBeReadAsWrong() throws Exception {
    write("t/1.json", test("one", "allow", "\"policy0\""));
    write("t/1.cedar", "permit (");

    CorpusReport report = CorpusRunner.run(corpus);

    assertThat(report.requests()).isOne();
    assertThat(report.decisionsRight()).isZero();
    assertThat(report.mismatches()).hasSize(1);
  }
}
