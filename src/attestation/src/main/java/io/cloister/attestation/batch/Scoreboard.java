// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.batch;

import io.cloister.attestation.AttestationResult;
import io.cloister.attestation.AttestationResult.Proven;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Counts how a verifier did on a batch whose author said what is right.
public final class Scoreboard {
  private static final String FLIPS = "bit flips";

  /// Enough to see what is wrong; the lines themselves name all.
  private static final int MAX_NAMED = 20;

  private final Map<String, Row> rows = new TreeMap<>();
  private final Row total = new Row();
  private final List<String> wrong = new ArrayList<>();

  /// The counts of one kind of case.
  private static final class Row {
    private int judged;
    private int right;
    private int falseAccepts;
    private int falseRejects;
    private int wrongDetails;
    private int free;

    String line(String kind) {
      return String.format(
          Locale.ROOT,
          "%-14s %6d %6d %13d %13d %14d %6d",
          kind,
          judged,
          right,
          falseAccepts,
          falseRejects,
          wrongDetails,
          free);
    }
  }

  /// Notes the result of a case.
  public void note(BatchCase batchCase, AttestationResult result) {
    note(batchCase.id(), batchCase.kind(), batchCase.expectation(), result);
  }

  /// Notes the result of a flipped bit, which is to be refused.
  public void note(BatchFlip flip, AttestationResult result) {
    Expectation refusal =
        new Expectation(
            "reject",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "must");
    note(flip.id(), FLIPS, Optional.of(refusal), result);
  }

  private void note(
      String id, String kind, Optional<Expectation> expectation, AttestationResult result) {
    Row row = rows.computeIfAbsent(kind, absent -> new Row());
    for (Row counted : List.of(row, total)) {
      count(counted, expectation, result);
    }
    if (expectation.filter(Expectation::isStrict).filter(e -> !e.isMetBy(result)).isPresent()
        && wrong.size() <= MAX_NAMED) {
      wrong.add(id);
    }
  }

  private static void count(Row row, Optional<Expectation> expectation, AttestationResult result) {
    if (expectation.filter(Expectation::isStrict).isEmpty()) {
      row.free++;
      return;
    }
    row.judged++;
    if (expectation.get().isMetBy(result)) {
      row.right++;
    } else if (expectation.get().result().equals("reject")) {
      row.falseAccepts++;
    } else if (result instanceof Proven) {
      row.wrongDetails++;
    } else {
      row.falseRejects++;
    }
  }

  /// Whether every result that has one right answer is right.
  public boolean isPerfect() {
    return total.right == total.judged;
  }

  /// The table, the sum last, and the first wrong ones by name.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%-14s %6s %6s %13s %13s %14s %6s",
            "",
            "judged",
            "right",
            "false accepts",
            "false rejects",
            "wrong in parts",
            "free"));
    rows.forEach((kind, row) -> lines.add(row.line(kind)));
    lines.add(total.line("all"));
    wrong.stream().limit(MAX_NAMED).forEach(id -> lines.add("wrong: " + id));
    if (wrong.size() > MAX_NAMED) {
      lines.add("wrong: and more");
    }
    return lines;
  }
}
