// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.dataset;

import io.cloister.protocol.encoding.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;

/// A SHA-256 that can be put down after any chunk and taken up again elsewhere.
final class RunningHash {
  private final SHA256Digest sha256;

  private RunningHash(SHA256Digest sha256) {
    this.sha256 = sha256;
  }

  static RunningHash start() {
    return new RunningHash(new SHA256Digest());
  }

  /// Goes on from what [#state] gave.
  static RunningHash resume(byte[] state) {
    return new RunningHash(new SHA256Digest(state));
  }

  RunningHash update(byte[] chunk) {
    sha256.update(chunk, 0, chunk.length);
    return this;
  }

  byte[] state() {
    return sha256.getEncodedState();
  }

  /// The digest of all chunks; the hash is of no use afterwards.
  Digest finish() {
    byte[] digest = new byte[Digest.SIZE];
    sha256.doFinal(digest, 0);
    return new Digest(digest);
  }
}
