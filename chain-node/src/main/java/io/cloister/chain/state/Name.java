// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.state;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;

/// Names an entry by a text.
///
/// @param text at most 128 bytes
public record Name(String text) implements Encodable, Comparable<Name> {
  private static final int MAX_BYTES = 128;

  @Override
  public void write(CborWriter out) {
    out.text(text);
  }

  /// Reads what [#write] wrote.
  public static Name read(CborReader in) throws MalformedException {
    return new Name(in.text(MAX_BYTES));
  }

  @Override
  public int compareTo(Name other) {
    return text.compareTo(other.text);
  }
}
