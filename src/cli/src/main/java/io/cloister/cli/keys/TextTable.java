// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Rows as aligned text: numbers to the right, all else to the left.
final class TextTable {
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+([.][0-9]+)?");

  /// Longer cells are cut, so that a line stays a line.
  private static final int MAX_CELL = 80;

  private TextTable() {}

  /// @param rows of equal length, the heading first
  static List<String> lines(List<List<String>> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    int width = rows.getFirst().size();
    int[] widths = new int[width];
    boolean[] numeric = new boolean[width];
    for (int column = 0; column < width; column++) {
      int at = column;
      widths[column] = rows.stream().mapToInt(row -> cell(row.get(at)).length()).max().orElse(0);
      numeric[column] =
          rows.size() > 1
              && rows.stream().skip(1).allMatch(row -> NUMBER.matcher(row.get(at)).matches());
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < width; column++) {
        String cell = cell(row.get(column));
        String pad = " ".repeat(widths[column] - cell.length());
        line.append(numeric[column] ? pad + cell : cell + pad).append("  ");
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static String cell(String value) {
    String line = value.replace('\n', ' ').replace('\r', ' ');
    return line.length() <= MAX_CELL ? line : line.substring(0, MAX_CELL - 1) + "…";
  }
}
