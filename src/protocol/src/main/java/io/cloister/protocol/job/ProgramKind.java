// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

import io.cloister.protocol.encoding.MalformedException;
import java.util.Locale;

/// Which engine runs a program.
public enum ProgramKind {
  /// One SELECT statement in DuckDB's dialect.
  SQL(1);

  private final int wireId;

  ProgramKind(int wireId) {
    this.wireId = wireId;
  }

  /// The number that stands for this on the wire; never reused.
  public int wireId() {
    return wireId;
  }

  /// What a worker that runs such programs is registered as capable of.
  public String capability() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The constant of a wire number.
  ///
  /// @throws MalformedException if there is none
  public static ProgramKind of(long wireId) throws MalformedException {
    for (ProgramKind value : values()) {
      if (value.wireId == wireId) {
        return value;
      }
    }
    throw new MalformedException("unknown ProgramKind " + wireId);
  }
}
