// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.value;

import java.time.Duration;
import java.util.Locale;

/// A span of time in milliseconds (Cedar's `duration`), for example `1d2h30m`.
public record DurationValue(long milliseconds) implements Value {
  private static final String[] UNITS = {"d", "h", "m", "s", "ms"};
  private static final long[] FACTORS = {86_400_000, 3_600_000, 60_000, 1_000, 1};

  public static DurationValue of(Duration duration) {
    return new DurationValue(duration.toMillis());
  }

  /// Parses a sequence of quantities in falling units, each at most once, with an optional minus.
  ///
  /// @throws EvaluationException when it does not parse, or leaves the range
  public static DurationValue parse(String text) {
    boolean negative = text.startsWith("-");
    int at = negative ? 1 : 0;
    if (at == text.length()) {
      throw EvaluationException.of(Fault.EXTENSION);
    }
    long total = 0;
    int unit = 0;
    while (at < text.length()) {
      int end = Digits.end(text, at);
      unit = unitAt(text, end, unit);
      total = add(total, Digits.negated(text, at, end), FACTORS[unit]);
      at = end + UNITS[unit].length();
      unit++;
    }
    return new DurationValue(negative ? total : negate(total));
  }

  private static int unitAt(String text, int at, int firstAllowed) {
    int end = at;
    while (end < text.length() && !Digits.isDigit(text.charAt(end))) {
      end++;
    }
    String name = text.substring(at, end);
    for (int unit = firstAllowed; unit < UNITS.length; unit++) {
      if (UNITS[unit].equals(name)) {
        return unit;
      }
    }
    throw EvaluationException.of(Fault.EXTENSION);
  }

  /// Sums are kept negative, since the range reaches one further down than up.
  private static long add(long total, long negatedQuantity, long factor) {
    try {
      return Math.addExact(total, Math.multiplyExact(negatedQuantity, factor));
    } catch (ArithmeticException beyondRange) {
      throw EvaluationException.of(Fault.EXTENSION);
    }
  }

  private static long negate(long total) {
    try {
      return Math.negateExact(total);
    } catch (ArithmeticException beyondRange) {
      throw EvaluationException.of(Fault.EXTENSION);
    }
  }

  /// The form that [#parse] reads back.
  public String text() {
    return String.format(Locale.ROOT, "%dms", milliseconds);
  }
}
