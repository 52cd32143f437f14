// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.system.job;

import io.cloister.cli.demo.DemoAgreement;
import io.cloister.protocol.job.AnalysisRules;
import io.cloister.protocol.job.Column;
import io.cloister.protocol.job.ColumnType;
import io.cloister.protocol.job.DataFormat;
import io.cloister.protocol.job.DatasetDeclaration;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The demonstration's files and question, and the answer by the same database without any of
/// Cloister around it.
final class DemoData {
  private DemoData() {}

  static Path file(String name) {
    return World.root().resolve("src/cli/src/main/demo-data").resolve(name);
  }

  static DatasetDeclaration flights(Person owner, AnalysisRules rules) {
    return new DatasetDeclaration(
        owner.tenant(),
        "flights",
        1,
        List.of(
            new Column("date", ColumnType.TIMESTAMP),
            new Column("delay", ColumnType.BIGINT),
            new Column("distance", ColumnType.BIGINT),
            new Column("origin", ColumnType.VARCHAR),
            new Column("destination", ColumnType.VARCHAR)),
        DataFormat.PARQUET,
        List.of(World.PURPOSE),
        "not-personal-data",
        List.of(),
        World.REGIONS,
        rules,
        owner.keys().signing().publicKey(),
        InstantSource.system().millis());
  }

  /// The rows of the plain query, without the groups that are smaller than the owner permits.
  static List<List<@Nullable String>> plainAnswer(Path flights, Path airports, int minimumGroup)
      throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE VIEW flights AS FROM read_parquet('" + flights + "')");
      statement.execute("CREATE VIEW airports AS FROM read_csv('" + airports + "')");
      List<List<@Nullable String>> rows = new ArrayList<>();
      try (ResultSet answer =
          statement.executeQuery(DemoAgreement.SQL + " WHERE flights >= " + minimumGroup)) {
        int width = answer.getMetaData().getColumnCount();
        while (answer.next()) {
          List<@Nullable String> row = new ArrayList<>();
          for (int column = 1; column <= width; column++) {
            row.add(answer.getString(column));
          }
          rows.add(row);
        }
      }
      return rows;
    }
  }
}
