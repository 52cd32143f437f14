// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.chain;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;

/// What the sender of a transaction signs.
///
/// @param chainId the chain it is for
/// @param operation what it asks
public record TransactionBody(Digest chainId, Operation operation) implements Encodable {
  /// Largest encoding in bytes.
  public static final int MAX_BYTES = 1024 * 1024;

  @Override
  public void write(CborWriter out) {
    out.map(2).key(1).item(chainId).key(2).item(operation);
  }

  /// Reads what [#write] wrote.
  public static TransactionBody read(CborReader in) throws MalformedException {
    in.map(2);
    return new TransactionBody(Digest.read(in.key(1)), Operation.read(in.key(2)));
  }

  /// Decodes a whole encoding.
  public static TransactionBody decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, TransactionBody::read);
  }
}
