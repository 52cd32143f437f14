// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Tables are aligned, and no cell breaks a line.
class TextTableTest {
  @Test
  void putsNumbersToTheRightAndTextToTheLeft() {
    assertThat(
            TextTable.lines(
                List.of(List.of("state", "flights"), List.of("CA", "1200"), List.of("Ohio", "7"))))
        .containsExactly("state  flights", "CA        1200", "Ohio         7");
  }

  @Test
  void keepsACellOnItsLine() {
    assertThat(TextTable.lines(List.of(List.of("a"), List.of("x\ny".repeat(60)))))
        .hasSize(2)
        .allMatch(line -> line.length() <= 80);
  }

  @Test
  void showsNothingForNothing() {
    assertThat(TextTable.lines(List.of())).isEmpty();
  }
}
