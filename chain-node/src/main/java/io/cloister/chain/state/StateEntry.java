// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.state;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;

/// One entry of the state, on its way into or out of a snapshot. Its arrays are not copied: entries
/// are passed on, not kept.
///
/// @param kind of thing
/// @param key encoded
/// @param value encoded
@SuppressWarnings("ArrayRecordComponent")
public record StateEntry(String kind, byte[] key, byte[] value) implements Encodable {
  /// Longest kind in bytes.
  static final int MAX_KIND = 64;

  /// Longest key in bytes.
  static final int MAX_KEY = 1024;

  /// Longest value in bytes.
  static final int MAX_VALUE = 1024 * 1024;

  @Override
  public void write(CborWriter out) {
    out.array(3).text(kind).bytes(key).bytes(value);
  }

  /// Reads what [#write] wrote.
  public static StateEntry read(CborReader in) throws MalformedException {
    in.array(3);
    return new StateEntry(in.text(MAX_KIND), in.bytes(MAX_KEY), in.bytes(MAX_VALUE));
  }
}
