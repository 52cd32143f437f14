// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/// Takes the demo's flights out of the three-million-row file: every fifteenth row in file order, so
/// that the extract spans the same half year and is the same on every run. `make-extract.sh` calls it.
class Extract {

  /// 3,000,000 rows / 15 = 200,000: large enough to be real work, small enough to commit.
  private static final int EVERY = 15;

  public static void main(String[] args) throws SQLException {
    Path source = Path.of(args[0]);
    Path target = Path.of(args[1]);
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute("SET threads = 1"); // one writer, one order of row groups
      statement.execute(
          """
          COPY (
            SELECT date, delay::INTEGER AS delay, distance::INTEGER AS distance, origin, destination
            FROM read_parquet('%s', file_row_number = true)
            WHERE file_row_number %% %d = 0
            ORDER BY file_row_number
          ) TO '%s' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 19, PARQUET_VERSION v2)
          """
              .formatted(source, EVERY, target));
    }
  }
}
