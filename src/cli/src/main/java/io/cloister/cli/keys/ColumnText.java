// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.keys;

import io.cloister.protocol.job.Column;
import io.cloister.protocol.job.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Columns and parameters as people write them: NAME:TYPE.
public final class ColumnText {
  private ColumnText() {}

  /// Reads them.
  ///
  /// @throws IllegalArgumentException if one is not of that form
  public static List<Column> parse(List<String> texts) {
    List<Column> columns = new ArrayList<>();
    for (String text : texts) {
      int colon = text.indexOf(':');
      if (colon < 0) {
        throw new IllegalArgumentException("expected NAME:TYPE, not " + text);
      }
      String type = text.substring(colon + 1).strip().toUpperCase(Locale.ROOT);
      columns.add(new Column(text.substring(0, colon).strip(), ColumnType.valueOf(type)));
    }
    return List.copyOf(columns);
  }
}
