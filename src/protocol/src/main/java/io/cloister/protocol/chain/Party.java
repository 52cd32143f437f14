// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.chain;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.HybridPublicKey;

/// A party that the genesis names.
///
/// @param id what people and rules call it
/// @param key signs its word
public record Party(String id, HybridPublicKey key) implements Encodable {
  private static final int MAX_ID = 128;

  @Override
  public void write(CborWriter out) {
    out.map(2).key(1).text(id).key(2).item(key);
  }

  /// Reads what [#write] wrote.
  public static Party read(CborReader in) throws MalformedException {
    in.map(2);
    return new Party(in.key(1).text(MAX_ID), HybridPublicKey.read(in.key(2)));
  }
}
