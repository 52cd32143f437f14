// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.protocol.job.ColumnType;
import io.cloister.protocol.job.FailureCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each statement tries to leave the job's own tables, even where no owner guards single rows.
final class OpenAttacksTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_blob('/proc/self/environ')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM \"/tmp/x.parquet\"",
        "SELECT * FROM glob('/*')",
        "COPY patients TO '/tmp/leak.csv'",
        "COPY (SELECT 1) TO '/tmp/leak.csv'",
        "EXPORT DATABASE '/tmp/leak'",
        "ATTACH '/tmp/x.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET threads = 8",
        "RESET threads",
        "PRAGMA database_list",
        "CALL pragma_version()",
        "CREATE TABLE x AS SELECT 1",
        "CREATE MACRO f(x) AS x",
        "INSERT INTO patients VALUES (1)",
        "DELETE FROM patients",
        "DROP TABLE patients",
        "SELECT 1; SELECT 2",
        "SELECT 1; COPY patients TO '/tmp/leak.csv'",
        "EXPLAIN ANALYZE SELECT 1",
        "SHOW TABLES",
        "DESCRIBE patients",
        "SUMMARIZE patients",
        "SELECT * FROM (SUMMARIZE patients)",
        "SELECT * FROM range(10)",
        "SELECT * FROM duckdb_settings()",
        "SELECT * FROM information_schema.tables",
        "SELECT * FROM pg_catalog.pg_tables",
        "SELECT * FROM main.patients",
        "SELECT * FROM query('SELECT 1')",
        "SELECT * FROM query_table('patients')",
        "SELECT * FROM unnest([1, 2])",
        "SELECT getenv('PATH')",
        "SELECT getvariable('x')",
        "SELECT current_setting('threads')",
        "SELECT version()",
        "SELECT now()",
        "SELECT today()",
        "SELECT current_timestamp",
        "SELECT current_date",
        "SELECT current_user",
        "SELECT random()",
        "SELECT uuid()",
        "SELECT gen_random_uuid()",
        "SELECT nextval('s')",
        "SELECT txid_current()",
        "SELECT repeat('x', 2000000000)",
        "SELECT lpad('x', 2000000000, 'y')",
        "SELECT rpad('x', 2000000000, 'y')",
        "SELECT len(range(100000000))",
        "SELECT list_sum(range(100000000))",
        "SELECT replace(name, 'n', name) FROM patients",
        "SELECT name || name FROM patients",
        "SELECT concat(name, name) FROM patients",
        "SELECT format('{:1000000000}', 1)",
        "SELECT printf('%1000000000d', 1)",
        "SELECT [age] FROM patients",
        "SELECT {'a': age} FROM patients",
        "SELECT COLUMNS(*) FROM patients",
        "SELECT COLUMNS('a.*') FROM patients",
        "SELECT patients FROM patients",
        "SELECT rowid FROM patients",
        "SELECT age FROM patients USING SAMPLE 10%",
        "SELECT age FROM patients TABLESAMPLE 3 ROWS",
        "SELECT DISTINCT ON (city) name FROM patients",
        "SELECT age FROM patients LIMIT 10%",
        "SELECT age FROM patients LIMIT (SELECT 3)",
        "WITH RECURSIVE r AS (SELECT 1 AS age UNION ALL SELECT age + 1 FROM r) SELECT age FROM r",
        "PIVOT patients ON city USING sum(age)",
        "SELECT age FROM patients POSITIONAL JOIN cities",
        "SELECT name COLLATE nocase FROM patients",
        "SELECT list_transform([1], lambda x: x + 1)",
        "SELECT CAST(name AS BLOB) FROM patients",
        "SELECT CAST(name AS INTEGER[]) FROM patients",
        "SELECT string_agg(name) FROM patients",
        "SELECT error('x')",
        "SELECT sleep_ms(1000)",
        "SELECT pg_catalog.lower(name) FROM patients",
        "SELECT row_number() OVER (), ntile(2) OVER () FROM patients",
        "VALUES (1)",
        "SELECT * FROM patients AT (VERSION => 1)",
      })
  void refuses(String attack) {
    try (EngineBench bench = EngineBench.open()) {
      assertThat(bench.refusal(attack))
          .as(attack)
          .isIn(FailureCode.SQL_FORBIDDEN, FailureCode.SQL_UNKNOWN_COLUMN, FailureCode.SQL_SYNTAX);
    }
  }

  @Test
  void aValueNeverBecomesPartOfTheStatement() {
    try (EngineBench bench = EngineBench.open()) {
      bench.parameter("city", ColumnType.VARCHAR, "Ulm' OR '1'='1");
      var table = bench.answer("SELECT count(*) AS n FROM patients WHERE city = $city");
      assertThat(table.rows()).containsExactly(List.of("0"));
    }
  }
}
