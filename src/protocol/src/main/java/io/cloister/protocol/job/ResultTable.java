// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer of a query: typed columns, and rows of values as canonical text.
///
/// @param columns names and types, in the order of each row
/// @param rows one value or null for each column, in the program's order
public record ResultTable(List<Column> columns, List<List<@Nullable String>> rows)
    implements Encodable {
  /// Largest encoding in bytes: it has to fit into one sealed envelope.
  public static final int MAX_BYTES = 12 * 1024 * 1024;

  private static final int MAX_COLUMNS = 1024;
  private static final int MAX_ROWS = 1_000_000;

  /// Checks that each row has one value for each column.
  public ResultTable {
    columns = List.copyOf(columns);
    List<List<@Nullable String>> copies = new ArrayList<>(rows.size());
    for (List<@Nullable String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException("each row has one value for each column");
      }
      copies.add(Collections.unmodifiableList(new ArrayList<>(row)));
    }
    rows = Collections.unmodifiableList(copies);
  }

  @Override
  public void write(CborWriter out) {
    out.map(2).key(1).items(columns).key(2).array(rows.size());
    for (List<@Nullable String> row : rows) {
      out.array(row.size());
      for (String value : row) {
        if (value == null) {
          out.nil();
        } else {
          out.text(value);
        }
      }
    }
  }

  /// Reads what [#write] wrote.
  public static ResultTable read(CborReader in) throws MalformedException {
    in.map(2);
    List<Column> columns = in.key(1).list(MAX_COLUMNS, Column::read);
    int rowCount = in.key(2).array();
    if (rowCount > MAX_ROWS) {
      throw new MalformedException("expected at most " + MAX_ROWS + " rows");
    }
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (int i = 0; i < rowCount; i++) {
      rows.add(readRow(in.array(columns.size()), columns.size()));
    }
    return new ResultTable(columns, rows);
  }

  /// Decodes a whole encoding.
  public static ResultTable decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, ResultTable::read);
  }

  private static List<@Nullable String> readRow(CborReader in, int width)
      throws MalformedException {
    List<@Nullable String> row = new ArrayList<>(width);
    for (int i = 0; i < width; i++) {
      row.add(in.nil() ? null : in.text(MAX_BYTES));
    }
    return row;
  }
}
