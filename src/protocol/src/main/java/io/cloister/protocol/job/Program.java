// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;

/// A program as the parties agree on it.
///
/// @param kind the engine
/// @param text the statement
public record Program(ProgramKind kind, String text) implements Encodable {
  private static final int MAX_TEXT = 64 * 1024;

  /// Checks the limits of this record.
  public Program {
    if (text.isBlank()) {
      throw new IllegalArgumentException("program text must not be blank");
    }
  }

  @Override
  public void write(CborWriter out) {
    out.map(2).key(1).integer(kind.wireId()).key(2).text(text);
  }

  /// Reads what [#write] wrote.
  public static Program read(CborReader in) throws MalformedException {
    in.map(2);
    return new Program(ProgramKind.of(in.key(1).integer()), in.key(2).text(MAX_TEXT));
  }
}
