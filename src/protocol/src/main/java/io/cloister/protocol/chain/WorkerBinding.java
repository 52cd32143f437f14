// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.chain;

import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.envelope.RecipientKey;
import io.cloister.protocol.signature.HybridPublicKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// What a worker's evidence has to carry as report data: its keys, the chain it is for, and a
/// recent header hash of that chain as nonce. So a genuine quote speaks for these keys only, and is
/// fresh.
public final class WorkerBinding {
  private WorkerBinding() {}

  /// The report data of a worker.
  ///
  /// @param nonce the hash of a recent header
  /// @return 64 bytes: SHA-512 over the encoded parts
  public static byte[] reportData(
      Digest chainId, HybridPublicKey signingKey, RecipientKey recipientKey, Digest nonce) {
    CborWriter parts = new CborWriter();
    parts.map(4).key(1).item(chainId).key(2).item(signingKey).key(3).item(recipientKey);
    parts.key(4).item(nonce);
    try {
      return MessageDigest.getInstance("SHA-512").digest(parts.toBytes());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-512", e);
    }
  }
}
