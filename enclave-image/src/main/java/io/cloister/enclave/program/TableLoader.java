// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

import io.cloister.protocol.job.Column;
import io.cloister.protocol.job.ColumnType;
import io.cloister.protocol.job.DataFormat;
import io.cloister.protocol.job.FailureCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Loads an input's plaintext into a table with exactly the declared columns. The content is an
/// owner's and may not match what they declared; every name that becomes SQL was checked to be a
/// plain identifier where the declaration was read, and is quoted here besides.
final class TableLoader {
  private final Session session;

  TableLoader(Session session) {
    this.session = session;
  }

  void load(List<EngineInput> inputs) throws EngineRefusal {
    Set<String> tables = new HashSet<>();
    for (EngineInput input : inputs) {
      if (!tables.add(StatementCheck.lower(input.table()))) {
        throw unreadable("two inputs share a table name");
      }
      requireDistinctColumns(input);
      try {
        load(input);
      } catch (SQLException e) {
        throw SqlFailures.ofInput(e);
      }
    }
  }

  private void load(EngineInput input) throws SQLException, EngineRefusal {
    String source =
        switch (input.format()) {
          case CSV -> csv(input);
          case PARQUET -> "read_parquet(" + path(input) + ")";
        };
    if (input.format() == DataFormat.CSV) {
      requireHeader(input);
    } else {
      requireSchema(input, source);
    }
    String columns =
        input.columns().stream()
            .map(column -> quote(column.name()) + " " + TypedValue.databaseType(column.type()))
            .collect(Collectors.joining(", "));
    execute("CREATE TABLE " + quote(input.table()) + "(" + columns + ")");
    execute("INSERT INTO " + quote(input.table()) + " SELECT * FROM " + source);
  }

  private static String csv(EngineInput input) {
    String columns =
        input.columns().stream()
            .map(column ->
                quote(column.name()) + ": '" + TypedValue.databaseType(column.type()) + "'")
            .collect(Collectors.joining(", "));
    return "read_csv("
        + path(input)
        + ", header = true, "
        + CSV_FORM
        + ", columns = {"
        + columns
        + "})";
  }

  /// RFC 4180, and nothing guessed.
  private static final String CSV_FORM =
      "auto_detect = false, delim = ',', quote = '\"', escape = '\"'";

  private void requireHeader(EngineInput input) throws SQLException, EngineRefusal {
    String columns =
        input.columns().stream()
            .map(column -> quote(column.name()) + ": 'VARCHAR'")
            .collect(Collectors.joining(", "));
    String header =
        "SELECT * FROM read_csv("
            + path(input)
            + ", header = false, "
            + CSV_FORM
            + ", columns = {"
            + columns
            + "}) LIMIT 1";
    List<String> found = new ArrayList<>();
    try (Statement statement = session.statement();
        ResultSet row = statement.executeQuery(header)) {
      boolean present = row.next();
      for (int i = 1; present && i <= input.columns().size(); i++) {
        found.add(String.valueOf(row.getString(i)));
      }
    }
    if (!found.equals(input.columns().stream().map(Column::name).toList())) {
      throw unreadable("the header is not the declared columns");
    }
  }

  private void requireSchema(EngineInput input, String source) throws SQLException, EngineRefusal {
    List<Column> found = new ArrayList<>();
    try (Statement statement = session.statement();
        ResultSet row = statement.executeQuery("DESCRIBE SELECT * FROM " + source)) {
      while (row.next() && found.size() <= input.columns().size()) {
        found.add(new Column(row.getString(1), widened(row.getString(2))));
      }
    } catch (IllegalArgumentException e) {
      throw unreadable("a column's name is no identifier");
    }
    if (!found.equals(input.columns())) {
      throw unreadable("the file's columns are not the declared ones");
    }
  }

  /// The declared type that holds every value of a file's type.
  private static ColumnType widened(String type) throws EngineRefusal {
    return switch (type) {
      case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER" ->
          ColumnType.BIGINT;
      case "FLOAT", "DOUBLE" -> ColumnType.DOUBLE;
      case "VARCHAR" -> ColumnType.VARCHAR;
      case "BOOLEAN" -> ColumnType.BOOLEAN;
      case "DATE" -> ColumnType.DATE;
      case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS" -> ColumnType.TIMESTAMP;
      default -> {
        if (type.matches("DECIMAL\\((\\d|1[0-8]),[0-4]\\)")) {
          yield ColumnType.DECIMAL;
        }
        throw unreadable("a column of type " + type);
      }
    };
  }

  private static void requireDistinctColumns(EngineInput input) throws EngineRefusal {
    Set<String> names = new HashSet<>(Vocabulary.DECEPTIVE_COLUMNS);
    for (Column column : input.columns()) {
      if (!names.add(StatementCheck.lower(column.name()))) {
        throw unreadable("a column's name is taken");
      }
    }
  }

  private void execute(String own) throws SQLException {
    try (Statement statement = session.statement()) {
      statement.execute(own);
    }
  }

  private static String path(EngineInput input) {
    return "'" + input.content().path().toString().replace("'", "''") + "'";
  }

  private static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static EngineRefusal unreadable(String reason) {
    return new EngineRefusal(FailureCode.INPUT_UNREADABLE, reason);
  }
}
