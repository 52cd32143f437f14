// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

import io.cloister.protocol.encoding.MalformedException;

/// How the plaintext of a dataset is written.
public enum DataFormat {
  /// Comma-separated values with a header row (RFC 4180).
  CSV(1),
  /// Apache Parquet.
  PARQUET(2);

  private final int wireId;

  DataFormat(int wireId) {
    this.wireId = wireId;
  }

  /// The number that stands for this on the wire; never reused.
  public int wireId() {
    return wireId;
  }

  /// The constant of a wire number.
  ///
  /// @throws MalformedException if there is none
  public static DataFormat of(long wireId) throws MalformedException {
    for (DataFormat value : values()) {
      if (value.wireId == wireId) {
        return value;
      }
    }
    throw new MalformedException("unknown DataFormat " + wireId);
  }
}
