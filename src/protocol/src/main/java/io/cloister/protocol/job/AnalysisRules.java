// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import java.util.List;

/// What an owner demands of every result computed from a dataset.
///
/// @param minimumGroupSize a result row must stem from at least so many units, at least 1
/// @param unitColumns the columns that together name one unit, such as a person; empty if each row
///   is one
public record AnalysisRules(int minimumGroupSize, List<String> unitColumns) implements Encodable {
  private static final int MAX_UNIT_COLUMNS = 8;

  /// Checks the limits of this record.
  public AnalysisRules {
    if (minimumGroupSize < 1 || minimumGroupSize > MAX_GROUP) {
      throw new IllegalArgumentException("minimumGroupSize must be from 1 to " + MAX_GROUP);
    }
    unitColumns.forEach(Identifiers::requireSqlName);
    unitColumns = List.copyOf(unitColumns);
  }

  @Override
  public void write(CborWriter out) {
    out.map(2).key(1).integer(minimumGroupSize).key(2).texts(unitColumns);
  }

  /// Reads what [#write] wrote.
  public static AnalysisRules read(CborReader in) throws MalformedException {
    in.map(2);
    return new AnalysisRules(
        (int) in.key(1).integer(1, MAX_GROUP),
        in.key(2).list(MAX_UNIT_COLUMNS, e -> e.text(Identifiers.MAX_BYTES)));
  }

  private static final int MAX_GROUP = 1_000_000_000;
}
