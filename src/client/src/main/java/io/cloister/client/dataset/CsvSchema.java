// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.dataset;

import io.cloister.protocol.job.Column;
import io.cloister.protocol.job.ColumnType;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Reads a schema off a CSV file (RFC 4180): names from the header, types from the first rows.
///
/// A proposal for the owner, who signs the declaration: a column counts as a number, date or truth
/// value only if every value seen is one.
public final class CsvSchema {
  /// Enough rows to tell the types of a column, few enough to be read at once.
  private static final int SAMPLE_ROWS = 1000;

  /// No header or row of ours is longer.
  private static final int MAX_LINE = 1 << 20;

  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern TIMESTAMP =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?");

  private CsvSchema() {}

  /// The columns of a file.
  ///
  /// @throws IOException if it cannot be read, or has no header
  public static List<Column> infer(Path file) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(file)) {
      List<String> names = record(in);
      if (names.isEmpty()) {
        throw new IOException(file + " has no header row");
      }
      List<List<String>> rows = new ArrayList<>();
      for (List<String> row = record(in);
          !row.isEmpty() && rows.size() < SAMPLE_ROWS;
          row = record(in)) {
        rows.add(row);
      }
      return columns(names, rows);
    }
  }

  private static List<Column> columns(List<String> names, List<List<String>> rows)
      throws IOException {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      int at = i;
      List<String> values =
          rows.stream().filter(row -> row.size() > at).map(row -> row.get(at)).toList();
      try {
        columns.add(new Column(names.get(i), type(values)));
      } catch (IllegalArgumentException e) {
        throw new IOException("column " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    return columns;
  }

  private static ColumnType type(List<String> values) {
    List<String> filled = values.stream().filter(value -> !value.isEmpty()).toList();
    if (filled.isEmpty()) {
      return ColumnType.VARCHAR;
    }
    if (all(filled, WHOLE)) {
      return ColumnType.BIGINT;
    }
    if (all(filled, NUMBER)) {
      return ColumnType.DOUBLE;
    }
    if (all(filled, DATE)) {
      return ColumnType.DATE;
    }
    if (all(filled, TIMESTAMP)) {
      return ColumnType.TIMESTAMP;
    }
    boolean truths =
        filled.stream()
            .map(value -> value.toLowerCase(Locale.ROOT))
            .allMatch(value -> value.equals("true") || value.equals("false"));
    return truths ? ColumnType.BOOLEAN : ColumnType.VARCHAR;
  }

  private static boolean all(List<String> values, Pattern pattern) {
    return values.stream().allMatch(value -> pattern.matcher(value).matches());
  }

  /// Reads one record, which may span lines within quotes; none at the end.
  private static List<String> record(BufferedReader in) throws IOException {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    int length = 0;
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (++length > MAX_LINE) {
        throw new IOException("a row is longer than " + MAX_LINE + " characters");
      }
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else if (c == '\n' && !quoted) {
        break;
      } else if (c != '\r' && c != '\uFEFF') {
        field.append((char) c);
      }
    }
    if (length > 0) {
      fields.add(field.toString());
    }
    return fields;
  }
}
