// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.corpus;

import io.cloister.policy.json.Json;
import java.util.List;
import java.util.Map;

/// How the evaluator did on a corpus.
///
/// @param mismatches the first requests that went wrong, as `test: request: what`
public record CorpusReport(
    long requests,
    long decisionsRight,
    long reasonsRight,
    long errorsRight,
    List<String> mismatches) {
  /// How many mismatches a report names.
  public static final int MAX_MISMATCHES = 20;

  public CorpusReport {
    mismatches = List.copyOf(mismatches);
  }

  /// Whether every answer was right.
  public boolean isPerfect() {
    return decisionsRight == requests && reasonsRight == requests && errorsRight == requests;
  }

  /// This report as the JSON that the command line prints.
  public Json json() {
    return new Json.Members(
        Map.of(
            "requests", new Json.Whole(requests),
            "decisionsRight", new Json.Whole(decisionsRight),
            "reasonsRight", new Json.Whole(reasonsRight),
            "errorsRight", new Json.Whole(errorsRight),
            "mismatches", new Json.Items(mismatches.stream().<Json>map(Json.Text::new).toList())));
  }
}
