// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.verify;

import io.cloister.client.bundle.Step;
import io.cloister.client.bundle.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A verification as people read it: one line per step.
public final class VerificationReport {
  private VerificationReport() {}

  /// The lines, the verdict last.
  public static List<String> lines(Verification verification) {
    List<String> lines = new ArrayList<>();
    int number = 0;
    for (Step step : verification.steps()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%2d %-4s %-14s %s",
              ++number,
              step.ok() ? "ok" : "FAIL",
              step.name(),
              step.detail()));
    }
    verification
        .failure()
        .ifPresentOrElse(
            step -> lines.add("NOT VALID: step " + step.name() + " does not hold"),
            () -> lines.add("VALID: every step holds"));
    return lines;
  }
}
