// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.protocol.job.FailureCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each statement tries to learn something exact about fewer patients than the minimum group size.
final class GuardedAttacksTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        // Rows as they are.
        "SELECT * FROM patients",
        "SELECT name FROM patients",
        "SELECT DISTINCT name FROM patients",
        "SELECT name, count(*) FROM patients GROUP BY ALL",
        "SELECT p.* FROM patients p",
        "SELECT (SELECT name FROM patients LIMIT 1)",
        "SELECT count(*) FROM cities WHERE EXISTS (SELECT 1 FROM patients WHERE age > 50)",
        "SELECT region FROM cities WHERE city IN (SELECT city FROM patients WHERE id = 5)",
        "SELECT name FROM (SELECT name FROM patients)",
        "WITH p AS (SELECT name FROM patients) SELECT name FROM p",
        "WITH p AS (SELECT name FROM patients) SELECT count(*) FROM p",
        "SELECT region FROM cities UNION ALL SELECT name FROM patients",
        "SELECT region FROM cities EXCEPT SELECT city FROM patients",
        "SELECT c.region FROM cities c JOIN patients p ON p.city = c.city",
        "SELECT c.region FROM cities c SEMI JOIN patients p ON p.city = c.city",
        "SELECT count(*) FROM cities c ANTI JOIN patients p ON p.city = c.city",
        // Aggregates that hand out the value of one row.
        "SELECT city, min(age) FROM patients GROUP BY city",
        "SELECT city, max(age) FROM patients GROUP BY city",
        "SELECT city, any_value(name) FROM patients GROUP BY city",
        "SELECT city, first(name) FROM patients GROUP BY city",
        "SELECT city, mode(name) FROM patients GROUP BY city",
        "SELECT city, list(name) FROM patients GROUP BY city",
        "SELECT city, string_agg(name, ',') FROM patients GROUP BY city",
        "SELECT city, arg_max(name, age) FROM patients GROUP BY city",
        "SELECT city, quantile_cont(age, 1.0) FROM patients GROUP BY city",
        "SELECT city, histogram(age) FROM patients GROUP BY city",
        "SELECT city, approx_top_k(age, 1) FROM patients GROUP BY city",
        "SELECT city FROM patients GROUP BY city HAVING max(age) > 60",
        "SELECT city FROM patients GROUP BY city ORDER BY max(age)",
        "SELECT median(age ORDER BY id) FROM patients",
        // One row singled out, or weighed, inside an aggregate.
        "SELECT sum(age) FILTER (WHERE id = 5) FROM patients",
        "SELECT sum(CASE WHEN id = 5 THEN age ELSE 0 END) FROM patients",
        "SELECT sum(age * (id = 5)::BIGINT) FROM patients",
        "SELECT sum(if(id = 5, age, 0)) FROM patients",
        "SELECT sum(nullif(age, 25)) FROM patients",
        "SELECT CASE WHEN id = 5 THEN age ELSE 0 END AS x, sum(x) FROM patients GROUP BY 1",
        "SELECT sum(DISTINCT age) FROM patients",
        "SELECT count(CASE WHEN id = 5 AND age > 24 THEN 1 END) FROM patients",
        "SELECT sum(age) - sum(age) FILTER (WHERE id <> 5) FROM patients",
        "SELECT sum(p.age * c.inhabitants) FROM patients p JOIN cities c USING (city)",
        "SELECT sum(l.x) FROM patients p, LATERAL (SELECT p.age * 2 AS x) l",
        "SELECT sum(x) FROM patients p, (SELECT p.age AS x) l",
        // Windows over rows.
        "SELECT lag(age) OVER (ORDER BY id) FROM patients",
        "SELECT city, sum(age) OVER (PARTITION BY id) FROM patients",
        "SELECT city, count(*) FROM patients GROUP BY city QUALIFY row_number() OVER () = 1",
        // Two overlapping row sets of one statement.
        "SELECT a.s - b.s FROM (SELECT sum(age) s FROM patients) a,"
            + " (SELECT sum(age) s FROM patients WHERE id <> 5) b",
        "WITH a AS (SELECT sum(age) s FROM patients),"
            + " b AS (SELECT sum(age) s FROM patients WHERE id <> 5) SELECT a.s - b.s FROM a, b",
        "SELECT sum(age) FROM patients UNION ALL SELECT sum(age) FROM patients WHERE id <> 5",
        "SELECT city, sum(age) FROM patients GROUP BY ROLLUP (city)",
        "SELECT city, sum(age) FROM patients GROUP BY GROUPING SETS ((city), ())",
        "SELECT region, (SELECT sum(age) FROM patients p WHERE p.city = c.city) FROM cities c",
        "SELECT region, s FROM cities c, LATERAL"
            + " (SELECT sum(age) AS s FROM patients p WHERE p.city = c.city)",
        // Rows repeated by a join, to weigh or to overlap.
        "SELECT sum(p.age) FROM patients p CROSS JOIN cities c",
        "SELECT sum(p.age) FROM patients p JOIN cities c ON p.id = 5 OR p.city = c.city",
        "SELECT c.city, sum(p.age) FROM patients p JOIN cities c"
            + " ON p.id <> 5 OR c.city = 'Ulm' GROUP BY c.city",
        "SELECT sum(a.age) FROM patients a JOIN patients b ON a.id <> b.id",
        // Names that are not what they seem.
        "SELECT sum(rowid) FROM patients",
        "WITH patients AS (SELECT 1 AS id) SELECT id FROM patients",
        "SELECT count(*) FROM patients AS p(rowid, b, c, d, e) GROUP BY rowid",
        "SELECT patients FROM patients",
      })
  void refuses(String attack) {
    try (EngineBench bench = EngineBench.guarded()) {
      assertThat(bench.refusal(attack))
          .as(attack)
          .isIn(FailureCode.SQL_FORBIDDEN, FailureCode.SQL_UNKNOWN_COLUMN);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT avg(age) FROM patients WHERE id = 5",
        "SELECT avg(age) FROM patients WHERE id <= 4",
        "SELECT name, count(*) FROM patients GROUP BY name",
        "SELECT name, count(*) FROM patients GROUP BY name HAVING count(*) = 1",
        "SELECT name, count(*) FROM patients GROUP BY name HAVING count(*) < 5 OR true",
        "SELECT id, avg(weight) AS w FROM patients GROUP BY id HAVING avg(weight) > 0 OR 1 = 1",
        "SELECT name FROM patients GROUP BY name",
        "SELECT city || '' FROM patients WHERE false",
        "SELECT a.city, count(*) FROM patients a JOIN patients b ON a.id = b.id"
            + " WHERE a.id = 5 GROUP BY a.city",
        "WITH g AS (SELECT name, sum(age) AS s FROM patients GROUP BY name) SELECT name, s FROM g",
        "SELECT count(*) FROM patients p LEFT JOIN cities c ON false WHERE p.id < 5",
        "SELECT count(*) FROM cities c LEFT JOIN patients p ON false",
      })
  void suppressesGroupsThatAreTooSmall(String attack) {
    try (EngineBench bench = EngineBench.guarded()) {
      assertThat(bench.refusal(attack))
          .as(attack)
          .isIn(FailureCode.GROUPS_TOO_SMALL, FailureCode.SQL_FORBIDDEN);
    }
  }

  @Test
  void hidesTheSmallGroupsAmongLargeOnes() {
    try (EngineBench bench = EngineBench.guarded()) {
      var table =
          bench.answer("SELECT id = 5 AS marked, count(*) AS n FROM patients GROUP BY id = 5");
      assertThat(table.rows()).containsExactly(List.of("false", "39"));
    }
  }

  @Test
  void aFailingCastOfOneRowDoesNotFailTheJob() {
    try (EngineBench bench = EngineBench.guarded()) {
      var table =
          bench.answer(
              "SELECT count(*) AS n FROM patients"
                  + " WHERE CAST(CASE WHEN id = 5 THEN 'x' ELSE '1' END AS BIGINT) = 1");
      assertThat(table.rows()).containsExactly(List.of("39"));
    }
  }
}
