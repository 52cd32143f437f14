// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import java.util.Arrays;
import java.util.Objects;

/// A result as its recipients read it.
///
/// @param context which job
/// @param table the encoded table
/// @param digestKey with it a recipient can recompute the public result digest
public record ResultDocument(JobContext context, byte[] table, byte[] digestKey)
    implements Encodable {
  /// Largest encoding in bytes.
  public static final int MAX_BYTES = ResultTable.MAX_BYTES + 4096;

  /// Checks the limits of this record.
  public ResultDocument {
    table = table.clone();
    digestKey = digestKey.clone();
  }

  @Override
  public void write(CborWriter out) {
    out.map(3).key(1).item(context).key(2).bytes(table).key(3).bytes(digestKey);
  }

  /// Reads what [#write] wrote.
  public static ResultDocument read(CborReader in) throws MalformedException {
    in.map(3);
    return new ResultDocument(
        JobContext.read(in.key(1)),
        in.key(2).bytes(ResultTable.MAX_BYTES),
        in.key(3).exactBytes(ResultDigest.KEY_BYTES));
  }

  /// Decodes a whole encoding.
  public static ResultDocument decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, ResultDocument::read);
  }

  @Override
  public byte[] table() {
    return table.clone();
  }

  @Override
  public byte[] digestKey() {
    return digestKey.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResultDocument that
        && context.equals(that.context)
        && Arrays.equals(table, that.table)
        && Arrays.equals(digestKey, that.digestKey);
  }

  @Override
  public int hashCode() {
    return Objects.hash(context, Arrays.hashCode(table), Arrays.hashCode(digestKey));
  }

  @Override
  public String toString() {
    return "ResultDocument[" + digest() + "]";
  }
}
