// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.chain;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.KeyId;

/// An operator's word that a worker's keys were made on a machine of theirs.
///
/// @param chainId on which chain
/// @param workerId the worker's signing key
/// @param recipientKey the worker's key for sealed messages
public record Voucher(Digest chainId, KeyId workerId, Digest recipientKey) implements Encodable {
  /// Largest encoding in bytes.
  public static final int MAX_BYTES = 256;

  @Override
  public void write(CborWriter out) {
    out.map(3).key(1).item(chainId).key(2).item(workerId).key(3).item(recipientKey);
  }

  /// Reads what [#write] wrote.
  public static Voucher read(CborReader in) throws MalformedException {
    in.map(3);
    return new Voucher(Digest.read(in.key(1)), KeyId.read(in.key(2)), Digest.read(in.key(3)));
  }

  /// Decodes a whole encoding.
  public static Voucher decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, Voucher::read);
  }
}
