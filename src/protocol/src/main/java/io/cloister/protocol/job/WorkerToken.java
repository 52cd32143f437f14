// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.KeyId;

/// A worker's proof of who it is to a gateway, signed by its registered key and good for a minute.
///
/// @param workerId the worker
/// @param chainId the chain it is registered on
/// @param issuedAt milliseconds since 1970
public record WorkerToken(KeyId workerId, Digest chainId, long issuedAt) implements Encodable {
  /// Largest encoding in bytes.
  public static final int MAX_BYTES = 256;

  @Override
  public void write(CborWriter out) {
    out.map(3).key(1).item(workerId).key(2).item(chainId).key(3).integer(issuedAt);
  }

  /// Reads what [#write] wrote.
  public static WorkerToken read(CborReader in) throws MalformedException {
    in.map(3);
    return new WorkerToken(
        KeyId.read(in.key(1)), Digest.read(in.key(2)), in.key(3).integer(0, Long.MAX_VALUE));
  }

  /// Decodes a whole encoding.
  public static WorkerToken decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, WorkerToken::read);
  }
}
