// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.protocol.job.AnalysisRules;
import io.cloister.protocol.job.Column;
import io.cloister.protocol.job.ColumnType;
import io.cloister.protocol.job.FailureCode;
import io.cloister.protocol.job.ResultTable;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SqlEngineTest {
  private static final String JOIN =
      "SELECT c.region, count(*) AS n, avg(p.age) AS age, median(p.weight) AS w"
          + " FROM patients p JOIN cities c ON c.city = p.city"
          + " WHERE p.age > 25 GROUP BY c.region ORDER BY n DESC";

  @Test
  void aGroupedJoinAnswersAsPlainDuckDbDoes() throws SQLException {
    try (EngineBench bench = EngineBench.guarded()) {
      ResultTable table = bench.answer(JOIN);

      assertThat(table.columns())
          .containsExactly(
              new Column("region", ColumnType.VARCHAR),
              new Column("n", ColumnType.BIGINT),
              new Column("age", ColumnType.DOUBLE),
              new Column("w", ColumnType.DOUBLE));
      assertThat(table.rows()).isEqualTo(plain(bench)).hasSize(3);
    }
  }

  private static List<List<@Nullable String>> plain(EngineBench bench) throws SQLException {
    String patients =
        bench.file(EngineBench.patients().getBytes(StandardCharsets.UTF_8)).path().toString();
    String cities =
        bench.file(EngineBench.cities().getBytes(StandardCharsets.UTF_8)).path().toString();
    List<List<@Nullable String>> rows = new ArrayList<>();
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      statement.execute("CREATE TABLE patients AS FROM read_csv('" + patients + "')");
      statement.execute("CREATE TABLE cities AS FROM read_csv('" + cities + "')");
      try (ResultSet row = statement.executeQuery(JOIN)) {
        while (row.next()) {
          rows.add(List.of(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
        }
      }
    }
    return rows;
  }

  @Test
  void rowsHaveOneOrderEvenWithoutAnOrderBy() {
    try (EngineBench bench = EngineBench.open()) {
      assertThat(bench.answer("SELECT region FROM cities").rows())
          .containsExactly(List.of("east"), List.of("south"), List.of("west"));
      assertThat(bench.answer("SELECT region FROM cities LIMIT 1").rows())
          .containsExactly(List.of("east"));
      assertThat(bench.answer("SELECT 1 AS same, region FROM cities ORDER BY same DESC").rows())
          .extracting(row -> row.get(1))
          .containsExactly("east", "south", "west");
    }
  }

  @Test
  void bindsEachTypeOfParameter() {
    try (EngineBench bench = EngineBench.open()) {
      bench
          .parameter("least", ColumnType.BIGINT, "30")
          .parameter("ratio", ColumnType.DOUBLE, "1.5")
          .parameter("price", ColumnType.DECIMAL, "19.99")
          .parameter("city", ColumnType.VARCHAR, "Ulm")
          .parameter("yes", ColumnType.BOOLEAN, "true")
          .parameter("day", ColumnType.DATE, "2026-01-31")
          .parameter("at", ColumnType.TIMESTAMP, "2026-01-31T12:30:00.5");
      ResultTable table =
          bench.answer(
              "SELECT $at AS at, $day AS d, $yes AS y, $price AS p, $ratio AS r, count(*) AS n"
                  + " FROM patients WHERE age >= $least AND city = $city AND age < $least + 5");
      assertThat(table.rows())
          .containsExactly(
              List.of("2026-01-31T12:30:00.5", "2026-01-31", "true", "19.9900", "1.5", "5"));
    }
  }

  @Test
  void aParameterOfAnotherTypeIsInvalid() {
    try (EngineBench bench = EngineBench.open()) {
      bench.parameter("least", ColumnType.BIGINT, "thirty");
      assertThat(bench.refusal("SELECT count(*) FROM patients WHERE age > $least"))
          .isEqualTo(FailureCode.PARAMETER_INVALID);
    }
  }

  @Test
  void namesWhatIsWrongWithAStatement() {
    try (EngineBench bench = EngineBench.guarded()) {
      assertThat(bench.refusal("SELEC count(*) FROM patients")).isEqualTo(FailureCode.SQL_SYNTAX);
      assertThat(bench.refusal("SELECT count(nope) FROM patients"))
          .isEqualTo(FailureCode.SQL_UNKNOWN_COLUMN);
      assertThat(bench.refusal("SELECT count(*) FROM patients p JOIN cities c ON p.city = c.age"))
          .isEqualTo(FailureCode.SQL_UNKNOWN_COLUMN);
      assertThat(bench.refusal("SELECT count(*) FROM nowhere"))
          .isEqualTo(FailureCode.SQL_UNKNOWN_COLUMN);
      assertThat(bench.refusal("SELECT count(*) FROM patients WHERE age > $nope"))
          .isEqualTo(FailureCode.SQL_UNKNOWN_COLUMN);
      assertThat(bench.refusal("SELECT city, max(age) FROM patients GROUP BY city"))
          .isEqualTo(FailureCode.SQL_FORBIDDEN);
      assertThat(bench.refusal("SELECT count(*) FROM patients WHERE id = 1"))
          .isEqualTo(FailureCode.GROUPS_TOO_SMALL);
    }
  }

  @Test
  void allowsWhatAnalystsUsuallyAsk() {
    try (EngineBench bench = EngineBench.guarded()) {
      assertThat(
              bench
                  .answer(
                      "WITH g AS (SELECT city, age >= 40 AS old, count(*) AS n, round(avg(age), 1)"
                          + " AS age FROM patients WHERE name LIKE 'name%' AND city IN ('Ulm',"
                          + " 'Bonn') AND age BETWEEN 20 AND 80 GROUP BY city, age >= 40 HAVING"
                          + " count(*) > 2) SELECT c.region, g.old, g.n, rank() OVER (ORDER BY g.n"
                          + " DESC) AS place FROM g"
                          + " JOIN cities c ON c.city = g.city ORDER BY place")
                  .rows())
          .isNotEmpty();
      assertThat(
              bench
                  .answer(
                      "SELECT s.city, s.n FROM (SELECT city, count(DISTINCT name) AS n,"
                          + " sum(age) AS age, stddev(weight) AS sd FROM patients GROUP BY 1) s"
                          + " ORDER BY max(s.n) OVER () DESC LIMIT 2")
                  .rows())
          .hasSize(2);
      assertThat(bench.answer("SELECT sum(age) AS age, city FROM patients GROUP BY city").rows())
          .hasSize(3);
    }
  }

  @Test
  void countsUnitsWhereTheOwnerDeclaredThem() {
    String visits = "person,city\n" + "1,Ulm\n".repeat(20) + "2,Bonn\n3,Bonn\n4,Bonn\n";
    List<Column> columns =
        List.of(new Column("person", ColumnType.BIGINT), new Column("city", ColumnType.VARCHAR));
    try (EngineBench bench = new EngineBench()) {
      bench.input("visits", columns, visits, new AnalysisRules(3, List.of("person")));
      assertThat(bench.answer("SELECT city, count(*) AS n FROM visits GROUP BY city").rows())
          .containsExactly(List.of("Bonn", "3"));
    }
    try (EngineBench bench = new EngineBench()) {
      bench.input("visits", columns, visits, new AnalysisRules(3, List.of("person", "city")));
      assertThat(bench.answer("SELECT city, count(*) AS n FROM visits GROUP BY city").rows())
          .containsExactly(List.of("Bonn", "3"));
    }
  }

  @Test
  void stopsAtItsLimits() {
    try (EngineBench bench = EngineBench.open()) {
      String endless =
          "SELECT count(*) AS n FROM patients a, patients b, patients c, patients d, patients e,"
              + " patients f, patients g"
              + " WHERE sqrt(a.age + b.age * c.age + d.age * e.age * f.age) > g.age - 9999";
      bench.limits(Limits.of(Duration.ofMillis(1500), 256L << 20));
      assertThat(bench.refusal(endless)).isEqualTo(FailureCode.TIME_EXCEEDED);

      bench.limits(new Limits(Duration.ofSeconds(20), 256L << 20, 39, 1 << 20));
      assertThat(bench.refusal("SELECT id FROM patients")).isEqualTo(FailureCode.RESULT_TOO_LARGE);

      bench.limits(new Limits(Duration.ofSeconds(20), 256L << 20, 40, 100));
      assertThat(bench.refusal("SELECT id FROM patients")).isEqualTo(FailureCode.RESULT_TOO_LARGE);

      bench.limits(Limits.of(Duration.ofSeconds(20), 16L << 20));
      assertThat(
              bench.refusal(
                  "SELECT a.name, b.name, c.name, d.name, count(*) FROM patients a, patients b,"
                      + " patients c, patients d GROUP BY a.name, b.name, c.name, d.name"))
          .isEqualTo(FailureCode.MEMORY_EXCEEDED);
    }
  }

  @Test
  void doublesHaveOneText() {
    assertThat(TypedValue.canonical(0.1 + 0.2)).isEqualTo("0.3");
    assertThat(TypedValue.canonical(-0.0)).isEqualTo("0.0");
    assertThat(TypedValue.canonical(1e300)).isEqualTo("1.0E300");
    assertThat(TypedValue.canonical(Double.NaN)).isEqualTo("NaN");
  }
}
