// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;

/// A dataset under the name that the program calls it by.
///
/// @param table the table name in the program
/// @param declaration the dataset
public record Input(String table, Digest declaration) implements Encodable {
  /// Checks the limits of this record.
  public Input {
    Identifiers.requireSqlName(table);
  }

  @Override
  public void write(CborWriter out) {
    out.map(2).key(1).text(table).key(2).item(declaration);
  }

  /// Reads what [#write] wrote.
  public static Input read(CborReader in) throws MalformedException {
    in.map(2);
    return new Input(in.key(1).text(Identifiers.MAX_BYTES), Digest.read(in.key(2)));
  }
}
