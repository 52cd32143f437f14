// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

import io.cloister.protocol.encoding.MalformedException;

/// The type of a column or parameter. Values travel as canonical text.
public enum ColumnType {
  /// A 64-bit whole number.
  BIGINT(1),
  /// A binary floating-point number of 64 bits.
  DOUBLE(2),
  /// A decimal number of 18 digits, 4 of them after the point.
  DECIMAL(3),
  /// Unicode text.
  VARCHAR(4),
  /// True or false.
  BOOLEAN(5),
  /// A calendar date, ISO 8601.
  DATE(6),
  /// A date and time without zone, in microseconds.
  TIMESTAMP(7);

  private final int wireId;

  ColumnType(int wireId) {
    this.wireId = wireId;
  }

  /// The number that stands for this on the wire; never reused.
  public int wireId() {
    return wireId;
  }

  /// The constant of a wire number.
  ///
  /// @throws MalformedException if there is none
  public static ColumnType of(long wireId) throws MalformedException {
    for (ColumnType value : values()) {
      if (value.wireId == wireId) {
        return value;
      }
    }
    throw new MalformedException("unknown ColumnType " + wireId);
  }
}
