// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a benchmark found: our figure beside the reference's.
///
/// @param name the benchmark
/// @param ours our median
/// @param reference the reference's median
/// @param unit of both
/// @param better which of a rate or a time the figures are
/// @param detail what was measured, and further figures
record Comparison(
    String name, double ours, double reference, String unit, Better better, List<String> detail) {
  /// Whether more or less is better, and so which way round the ratio reads.
  enum Better {
    /// Rates: ours over the reference's.
    HIGHER,
    /// Times: ours over the reference's too, but less is better.
    LOWER
  }

  Comparison {
    detail = List.copyOf(detail);
  }

  double ratio() {
    return ours / reference;
  }

  String json() {
    String details =
        detail.stream().map(line -> '"' + line + '"').collect(Collectors.joining(", ", "[", "]"));
    return String.format(
        Locale.ROOT,
        "{\"name\": \"%s\", \"ratio\": %.3f, \"ours\": %.4f, \"reference\": %.4f,"
            + " \"unit\": \"%s\", \"detail\": %s}",
        name,
        ratio(),
        ours,
        reference,
        unit,
        details);
  }

  String text() {
    return String.format(
            Locale.ROOT,
            "%s: ours %.3f %s, reference %.3f %s, ratio %.2f (%s is better)%n",
            name,
            ours,
            unit,
            reference,
            unit,
            ratio(),
            better.name().toLowerCase(Locale.ROOT))
        + detail.stream().map(line -> "  " + line + "\n").collect(Collectors.joining());
  }

  /// The middle of an odd number of figures.
  static double median(List<Double> figures) {
    return figures.stream().sorted().skip(figures.size() / 2).findFirst().orElseThrow();
  }
}
