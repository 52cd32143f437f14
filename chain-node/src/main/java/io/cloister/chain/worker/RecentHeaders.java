// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.worker;

import io.cloister.protocol.encoding.Digest;
import java.util.Optional;

/// The hashes of the last headers: nonces for fresh evidence.
public interface RecentHeaders {
  /// The lowest height that still serves as a nonce.
  long oldest();

  /// The hash of the header at a height, if that is recent enough.
  Optional<Digest> hashAt(long height);
}
