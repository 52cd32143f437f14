// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.system.job;

import io.cloister.protocol.job.Column;
import java.time.Duration;
import java.util.List;

/// What a definition asks, and on which terms.
///
/// @param name what people call it
/// @param sql over the tables `shipments` and `plants`
/// @param parameters what each job may vary
/// @param runSeconds how long one run may take
/// @param inForce how long the definition lasts
/// @param quorum how many workers must agree
record Question(
    String name,
    String sql,
    List<Column> parameters,
    int runSeconds,
    Duration inForce,
    int quorum) {
  /// Joins both companies' tables; a fraction of a second.
  static final String QUICK =
      """
      SELECT p.state AS state, count(*) AS shipments, sum(s.weight) AS weight
      FROM shipments s JOIN plants p ON s.plant = p.plant
      GROUP BY p.state
      """;

  /// Millions of pairs: some seconds on one thread, so that a crash finds the job under way.
  static final String SLOW =
      """
      SELECT p.state AS state, sum((s.number * t.weight) % 97) AS mixed
      FROM shipments s CROSS JOIN shipments t JOIN plants p ON s.plant = p.plant
      GROUP BY p.state
      """;

  private static final int RUN_SECONDS = 20;
  private static final int SLOW_SECONDS = 120;

  /// Outvotes one liar.
  private static final int QUORUM = 2;

  static Question of(String name, String sql) {
    return new Question(name, sql, List.of(), RUN_SECONDS, Duration.ofHours(1), QUORUM);
  }

  Question with(List<Column> declared) {
    return new Question(name, sql, declared, runSeconds, inForce, quorum);
  }

  Question lasting(Duration time) {
    return new Question(name, sql, parameters, runSeconds, time, quorum);
  }

  /// Answered only if every worker answers, however slowly one runs.
  Question unanimous() {
    return new Question(name, sql, parameters, SLOW_SECONDS, inForce, World.WORKERS);
  }
}
