// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

import java.time.Duration;

/// What one run may use.
///
/// @param wallTime from the first byte loaded to the last row read
/// @param memoryBytes what the engine may allocate for tables and operators
/// @param rows of the result
/// @param resultBytes of the result's values
public record Limits(Duration wallTime, long memoryBytes, int rows, long resultBytes) {
  /// A result beyond this is a data set, not an answer.
  public static final int MAX_ROWS = 100_000;

  /// Leaves room for the columns' names and the envelope within the largest result document.
  public static final long MAX_RESULT_BYTES = 10L * 1024 * 1024;

  /// Checks that every limit is one.
  public Limits {
    if (!wallTime.isPositive() || memoryBytes <= 0 || rows <= 0 || resultBytes <= 0) {
      throw new IllegalArgumentException("every limit must be positive");
    }
  }

  /// The usual caps on results.
  public static Limits of(Duration wallTime, long memoryBytes) {
    return new Limits(wallTime, memoryBytes, MAX_ROWS, MAX_RESULT_BYTES);
  }
}
