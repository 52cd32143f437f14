// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.value;

/// A fixed-point number with four fractional digits (Cedar's `decimal`), kept as ten-thousandths.
public record DecimalValue(long tenThousandths) implements Value {
  private static final long SCALE = 10_000;
  private static final int FRACTION_DIGITS = 4;

  /// Parses `-?digits.digits` with one to four fractional digits.
  ///
  /// @throws EvaluationException when it does not parse, or leaves the range
  public static DecimalValue parse(String text) {
    boolean negative = text.startsWith("-");
    int start = negative ? 1 : 0;
    int point = Digits.end(text, start);
    if (point >= text.length() || text.charAt(point) != '.') {
      throw EvaluationException.of(Fault.EXTENSION);
    }
    int end = Digits.end(text, point + 1);
    int fractionDigits = end - point - 1;
    if (end != text.length() || fractionDigits > FRACTION_DIGITS) {
      throw EvaluationException.of(Fault.EXTENSION);
    }
    long fraction = Digits.negated(text, point + 1, end);
    for (int i = fractionDigits; i < FRACTION_DIGITS; i++) {
      fraction *= 10;
    }
    return new DecimalValue(combine(Digits.negated(text, start, point), fraction, negative));
  }

  private static long combine(long negatedWhole, long negatedFraction, boolean negative) {
    try {
      long sum = Math.addExact(Math.multiplyExact(negatedWhole, SCALE), negatedFraction);
      return negative ? sum : Math.negateExact(sum);
    } catch (ArithmeticException beyondRange) {
      throw EvaluationException.of(Fault.EXTENSION);
    }
  }

  /// The form that [#parse] reads back.
  public String text() {
    long whole = tenThousandths / SCALE;
    long fraction = Math.abs(tenThousandths % SCALE);
    String sign = tenThousandths < 0 && whole == 0 ? "-" : "";
    String digits = Long.toString(SCALE + fraction).substring(1);
    return sign + whole + "." + digits;
  }
}
