// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.protocol.job.AnalysisRules;
import io.cloister.protocol.job.Column;
import io.cloister.protocol.job.ColumnType;
import io.cloister.protocol.job.DataFormat;
import io.cloister.protocol.job.FailureCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TableLoaderTest {
  private static final AnalysisRules OPEN = new AnalysisRules(1, List.of());
  private static final List<Column> COLUMNS =
      List.of(new Column("id", ColumnType.BIGINT), new Column("day", ColumnType.DATE));

  @Test
  void readsEachTypeAndTakesEmptyFieldsAsNull() {
    List<Column> columns =
        List.of(
            new Column("a", ColumnType.BIGINT),
            new Column("b", ColumnType.DOUBLE),
            new Column("c", ColumnType.DECIMAL),
            new Column("d", ColumnType.VARCHAR),
            new Column("e", ColumnType.BOOLEAN),
            new Column("f", ColumnType.DATE),
            new Column("g", ColumnType.TIMESTAMP));
    String csv =
        "a,b,c,d,e,f,g\r\n1,0.5,2.25,\"x, \"\"y\"\"\",true,2026-01-31,2026-01-31 10:00:00\r\n"
            + ",,,,,,\r\n";
    try (EngineBench bench = new EngineBench()) {
      bench.input("t", columns, csv, OPEN);
      var rows = bench.answer("SELECT * FROM t").rows();
      assertThat(rows.getFirst())
          .containsExactly(
              "1", "0.5", "2.2500", "x, \"y\"", "true", "2026-01-31", "2026-01-31T10:00:00");
      assertThat(rows.getLast()).containsOnlyNulls();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "id\n1\n",
        "day,id\n2026-01-31,1\n",
        "id,date\n1,2026-01-31\n",
        "ID,day\n1,2026-01-31\n",
        "id,day,more\n1,2026-01-31,x\n",
        "id,day\none,2026-01-31\n",
        "id,day\n1,yesterday\n",
        "id,day\n1,2026-01-31,x\n",
        "id,day\n1\n",
        "1,2026-01-31\n2,2026-01-31\n",
      })
  void refusesWhatIsNotAsDeclared(String csv) {
    try (EngineBench bench = new EngineBench()) {
      bench.input("t", COLUMNS, csv, OPEN);
      assertThat(bench.refusal("SELECT id FROM t")).isEqualTo(FailureCode.INPUT_UNREADABLE);
    }
  }

  @Test
  void readsParquetWhoseTypesFitTheDeclaredOnes(@TempDir Path folder)
      throws SQLException, IOException {
    byte[] file =
        parquet(folder, "SELECT 7::INTEGER AS id, DATE '2026-01-31' AS day, 1.5::FLOAT AS x");
    List<Column> columns =
        List.of(COLUMNS.get(0), COLUMNS.get(1), new Column("x", ColumnType.DOUBLE));
    try (EngineBench bench = new EngineBench()) {
      bench.input("t", columns, DataFormat.PARQUET, file, OPEN);
      assertThat(bench.answer("SELECT * FROM t").rows())
          .containsExactly(List.of("7", "2026-01-31", "1.5"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 7 AS id",
        "SELECT DATE '2026-01-31' AS day, 7 AS id",
        "SELECT 'x' AS id, DATE '2026-01-31' AS day",
        "SELECT 7 AS id, DATE '2026-01-31' AS day, 1 AS more",
        "SELECT 7 AS id, DATE '2026-01-31' AS \"the day\"",
        "SELECT [7] AS id, DATE '2026-01-31' AS day",
      })
  void refusesParquetOfAnotherSchema(String source, @TempDir Path folder)
      throws SQLException, IOException {
    try (EngineBench bench = new EngineBench()) {
      bench.input("t", COLUMNS, DataFormat.PARQUET, parquet(folder, source), OPEN);
      assertThat(bench.refusal("SELECT id FROM t")).isEqualTo(FailureCode.INPUT_UNREADABLE);
    }
  }

  @Test
  void refusesBytesThatAreNoParquet() {
    try (EngineBench bench = new EngineBench()) {
      byte[] noise = "PAR1 but nothing more PAR1".getBytes(StandardCharsets.UTF_8);
      bench.input("t", COLUMNS, DataFormat.PARQUET, noise, OPEN);
      assertThat(bench.refusal("SELECT id FROM t")).isEqualTo(FailureCode.INPUT_UNREADABLE);
    }
  }

  @Test
  void refusesNamesThatTheRulesNeed() {
    try (EngineBench bench = new EngineBench()) {
      bench.input("t", List.of(new Column("RowId", ColumnType.BIGINT)), "RowId\n1\n", OPEN);
      assertThat(bench.refusal("SELECT count(*) FROM t")).isEqualTo(FailureCode.INPUT_UNREADABLE);
    }
  }

  private static byte[] parquet(Path folder, String source) throws SQLException, IOException {
    Path file = folder.resolve("t.parquet");
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      statement.execute("COPY (" + source + ") TO '" + file + "' (FORMAT parquet)");
    }
    return Files.readAllBytes(file);
  }
}
