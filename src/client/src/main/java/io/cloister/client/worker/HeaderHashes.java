// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.worker;

import io.cloister.protocol.chain.Header;
import io.cloister.protocol.encoding.Digest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The hashes of the headers that finalised headers vouch for: their own and their predecessors'.
public final class HeaderHashes {
  private final Map<Long, Digest> byHeight = new HashMap<>();

  /// Takes up a finalised header.
  public void add(Header header) {
    byHeight.put(header.height(), header.hash());
    if (header.height() > 0) {
      byHeight.put(header.height() - 1, header.previous());
    }
  }

  /// The hash of the header at this height, if it is known.
  public Optional<Digest> at(long height) {
    return Optional.ofNullable(byHeight.get(height));
  }
}
