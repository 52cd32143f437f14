// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;

/// A named, typed column of a dataset or a result, or a parameter of a program.
///
/// @param name an SQL name: a letter or underscore, then letters, digits, underscores
/// @param type the type of its values
public record Column(String name, ColumnType type) implements Encodable {
  /// Checks the limits of this record.
  public Column {
    Identifiers.requireSqlName(name);
  }

  @Override
  public void write(CborWriter out) {
    out.map(2).key(1).text(name).key(2).integer(type.wireId());
  }

  /// Reads what [#write] wrote.
  public static Column read(CborReader in) throws MalformedException {
    in.map(2);
    return new Column(in.key(1).text(Identifiers.MAX_BYTES), ColumnType.of(in.key(2).integer()));
  }
}
