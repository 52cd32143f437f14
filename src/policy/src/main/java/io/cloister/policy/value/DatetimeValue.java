// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// A point in time in milliseconds since 1970-01-01T00:00:00Z (Cedar's `datetime`).
public record DatetimeValue(long epochMilliseconds) implements Value {
  private static final int DATE_LENGTH = 10;
  private static final int TIME_LENGTH = 19;
  private static final long DAY = 86_400_000;
  private static final long FIRST_WRITABLE = LocalDate.of(0, 1, 1).toEpochDay() * DAY;
  private static final long LAST_WRITABLE = LocalDate.of(10_000, 1, 1).toEpochDay() * DAY - 1;
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  public static DatetimeValue of(Instant instant) {
    return new DatetimeValue(instant.toEpochMilli());
  }

  /// Parses `YYYY-MM-DD`, optionally followed by `Thh:mm:ss`, optional `.SSS`, and `Z` or `+hhmm`.
  ///
  /// @throws EvaluationException when it does not parse
  public static DatetimeValue parse(String text) {
    long day = date(text) * DAY;
    if (text.length() == DATE_LENGTH) {
      return new DatetimeValue(day);
    }
    separator(text, DATE_LENGTH, 'T');
    separator(text, 13, ':');
    separator(text, 16, ':');
    long time = clock(text, 11) + 1_000L * upTo(59, Digits.fixed(text, 17, 2));
    int zone = TIME_LENGTH;
    if (text.length() > zone && text.charAt(zone) == '.') {
      time += Digits.fixed(text, zone + 1, 3);
      zone += 4;
    }
    return new DatetimeValue(day + time - offset(text, zone));
  }

  private static long date(String text) {
    separator(text, 4, '-');
    separator(text, 7, '-');
    int year = Digits.fixed(text, 0, 4);
    int month = Digits.fixed(text, 5, 2);
    try {
      return LocalDate.of(year, month, Digits.fixed(text, 8, 2)).toEpochDay();
    } catch (DateTimeException noSuchDay) {
      throw EvaluationException.of(Fault.EXTENSION);
    }
  }

  private static long offset(String text, int at) {
    if (at >= text.length()) {
      throw EvaluationException.of(Fault.EXTENSION);
    }
    char sign = text.charAt(at);
    boolean utc = sign == 'Z';
    if (text.length() != at + (utc ? 1 : 5) || "Z+-".indexOf(sign) < 0) {
      throw EvaluationException.of(Fault.EXTENSION);
    }
    if (utc) {
      return 0;
    }
    long hours = upTo(23, Digits.fixed(text, at + 1, 2));
    long minutes = upTo(59, Digits.fixed(text, at + 3, 2));
    long offset = (hours * 60 + minutes) * 60_000;
    return sign == '+' ? offset : -offset;
  }

  private static long clock(String text, int at) {
    long hours = upTo(23, Digits.fixed(text, at, 2));
    long minutes = upTo(59, Digits.fixed(text, at + 3, 2));
    return (hours * 60 + minutes) * 60_000;
  }

  private static int upTo(int largest, int number) {
    if (number > largest) {
      throw EvaluationException.of(Fault.EXTENSION);
    }
    return number;
  }

  private static void separator(String text, int at, char expected) {
    if (at >= text.length() || text.charAt(at) != expected) {
      throw EvaluationException.of(Fault.EXTENSION);
    }
  }

  /// The form that [#parse] reads back; empty for the years that it cannot spell.
  public Optional<String> text() {
    if (epochMilliseconds < FIRST_WRITABLE || epochMilliseconds > LAST_WRITABLE) {
      return Optional.empty();
    }
    return Optional.of(FORM.format(Instant.ofEpochMilli(epochMilliseconds)));
  }
}
