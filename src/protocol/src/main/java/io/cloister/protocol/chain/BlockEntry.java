// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.chain;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import java.util.Arrays;
import java.util.Objects;

/// One ordered transaction and what became of it. A tick, which only lets time pass, has no
/// transaction.
///
/// @param origin the gatekeeper that put it in order
/// @param transaction the signed statement; empty for a tick
/// @param effect what became of it
public record BlockEntry(String origin, byte[] transaction, Effect effect) implements Encodable {
  /// Largest transaction in bytes.
  public static final int MAX_TRANSACTION = 1024 * 1024;

  /// Largest encoding in bytes.
  public static final int MAX_BYTES = 8 * 1024 * 1024;

  /// Checks the limits of this record.
  public BlockEntry {
    transaction = transaction.clone();
  }

  @Override
  public void write(CborWriter out) {
    out.map(3).key(1).text(origin).key(2).bytes(transaction).key(3).item(effect);
  }

  /// Reads what [#write] wrote.
  public static BlockEntry read(CborReader in) throws MalformedException {
    in.map(3);
    return new BlockEntry(
        in.key(1).text(Operation.MAX_TEXT),
        in.key(2).bytes(MAX_TRANSACTION),
        Effect.read(in.key(3)));
  }

  /// Decodes a whole encoding.
  public static BlockEntry decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, BlockEntry::read);
  }

  @Override
  public byte[] transaction() {
    return transaction.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BlockEntry that
        && origin.equals(that.origin)
        && Arrays.equals(transaction, that.transaction)
        && effect.equals(that.effect);
  }

  @Override
  public int hashCode() {
    return Objects.hash(origin, Arrays.hashCode(transaction), effect);
  }

  @Override
  public String toString() {
    return "BlockEntry[" + digest() + "]";
  }
}
