// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.protocol.job.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProblemCodeTest {
  private static final Path DOCUMENT =
      Path.of(System.getProperty("gateway.basedir", ".")).resolve("../docs/use/errors.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (\\d{3}) \\|");

  @Test
  void isListedInTheDocumentWithItsStatus() throws IOException {
    List<String> documented =
        ROW.matcher(Files.readString(DOCUMENT)).results().map(ProblemCodeTest::entry).toList();
    List<String> codes =
        Arrays.stream(ProblemCode.values()).map(code -> code.code() + " " + code.status()).toList();
    assertThat(documented).containsExactlyInAnyOrderElementsOf(codes);
  }

  @Test
  void hasAWordForEachFailureOfAProgram() {
    List<String> codes = Arrays.stream(ProblemCode.values()).map(ProblemCode::code).toList();
    assertThat(Arrays.stream(FailureCode.values()).map(FailureCode::code)).isSubsetOf(codes);
  }

  private static String entry(MatchResult row) {
    return row.group(1) + " " + row.group(2);
  }
}
