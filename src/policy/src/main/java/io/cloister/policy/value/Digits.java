// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.value;

/// ASCII digits within texts of the extension types.
final class Digits {
  private Digits() {}

  static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  /// Where the run of at least one digit that starts at `from` ends.
  ///
  /// @throws EvaluationException when there is no digit
  static int end(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    if (end == from) {
      throw EvaluationException.of(Fault.EXTENSION);
    }
    return end;
  }

  /// Minus the number that the digits spell: the negative range is the larger one.
  ///
  /// @throws EvaluationException when it does not fit 64 bits
  static long negated(String text, int from, int to) {
    long value = 0;
    try {
      for (int i = from; i < to; i++) {
        value = Math.subtractExact(Math.multiplyExact(value, 10L), text.charAt(i) - '0');
      }
    } catch (ArithmeticException tooLarge) {
      throw EvaluationException.of(Fault.EXTENSION);
    }
    return value;
  }

  /// The number that exactly `count` digits at `from` spell.
  ///
  /// @throws EvaluationException when one of them is not a digit, or the text ends
  static int fixed(String text, int from, int count) {
    int value = 0;
    for (int i = from; i < from + count; i++) {
      if (i >= text.length() || !isDigit(text.charAt(i))) {
        throw EvaluationException.of(Fault.EXTENSION);
      }
      value = value * 10 + (text.charAt(i) - '0');
    }
    return value;
  }
}
