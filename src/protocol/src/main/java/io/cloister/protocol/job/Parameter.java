// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;

/// A value for one declared parameter.
///
/// @param name which parameter
/// @param value its value as canonical text
public record Parameter(String name, String value) implements Encodable {
  private static final int MAX_VALUE = 64 * 1024;

  @Override
  public void write(CborWriter out) {
    out.map(2).key(1).text(name).key(2).text(value);
  }

  /// Reads what [#write] wrote.
  public static Parameter read(CborReader in) throws MalformedException {
    in.map(2);
    return new Parameter(in.key(1).text(Identifiers.MAX_BYTES), in.key(2).text(MAX_VALUE));
  }
}
