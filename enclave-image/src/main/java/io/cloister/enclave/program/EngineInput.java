// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

import io.cloister.protocol.job.AnalysisRules;
import io.cloister.protocol.job.Column;
import io.cloister.protocol.job.DataFormat;
import java.util.List;

/// A dataset's plaintext with what its owner declared about it.
///
/// @param table the name the program calls it by
/// @param columns exactly what the content must hold
/// @param format how the content is written
/// @param rules what the owner demands of results
/// @param content the plaintext, in memory
public record EngineInput(
    String table, List<Column> columns, DataFormat format, AnalysisRules rules, PlainFile content) {
  /// Keeps an own copy of the columns.
  public EngineInput {
    columns = List.copyOf(columns);
  }

  /// Whether results must stem from groups of more than one unit.
  boolean isGuarded() {
    return rules.minimumGroupSize() > 1;
  }
}
