// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.job;

import io.cloister.client.json.JsonObject;
import io.cloister.protocol.job.Column;
import io.cloister.protocol.job.ResultTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A result table as text, CSV or JSON.
public final class ResultText {
  private ResultText() {}

  /// Heading and rows; a missing value is shown as a dash.
  ///
  /// @param limit most rows to show
  public static List<List<String>> rows(ResultTable table, int limit) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(table.columns().stream().map(Column::name).toList());
    for (List<@Nullable String> row : table.rows().subList(0, Math.min(limit, count(table)))) {
      rows.add(row.stream().map(value -> Objects.requireNonNullElse(value, "-")).toList());
    }
    return rows;
  }

  /// RFC 4180, with a header.
  public static String csv(ResultTable table) {
    StringBuilder csv = new StringBuilder();
    append(csv, table.columns().stream().map(Column::name).toList());
    for (List<@Nullable String> row : table.rows()) {
      append(csv, row.stream().map(value -> Objects.requireNonNullElse(value, "")).toList());
    }
    return csv.toString();
  }

  /// {columns[{name, type}], rows[[...]]}.
  static JsonObject json(ResultTable table) {
    return JsonObject.empty()
        .with(
            "columns",
            table.columns().stream()
                .map(column ->
                    JsonObject.empty()
                        .with("name", column.name())
                        .with("type", column.type().name()))
                .toList())
        .with("rows", table.rows());
  }

  /// How many rows there are.
  public static int count(ResultTable table) {
    return table.rows().size();
  }

  private static void append(StringBuilder csv, List<String> fields) {
    csv.append(String.join(",", fields.stream().map(ResultText::quoted).toList())).append("\r\n");
  }

  private static String quoted(String field) {
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
