// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.protocol.job.Column;
import io.cloister.protocol.job.ColumnType;
import io.cloister.protocol.job.ResultTable;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A result reads the same as a table, as CSV and as JSON.
class ResultTextTest {
  private final ResultTable table =
      new ResultTable(
          List.of(new Column("city", ColumnType.VARCHAR), new Column("n", ColumnType.BIGINT)),
          List.of(List.of("Springfield, \"IL\"", "3"), Arrays.asList(null, "4")));

  @Test
  void quotesWhatWouldBreakACsvRow() {
    assertThat(ResultText.csv(table))
        .isEqualTo("city,n\r\n\"Springfield, \"\"IL\"\"\",3\r\n,4\r\n");
  }

  @Test
  void showsAMissingValueAsADash() {
    assertThat(ResultText.rows(table, 50).getLast()).containsExactly("-", "4");
    assertThat(ResultText.rows(table, 1)).hasSize(2);
  }

  @Test
  void keepsAMissingValueMissingInJson() {
    assertThat(ResultText.json(table).toString()).contains("[null,\"4\"]");
  }
}
