// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.state;

import io.cloister.protocol.encoding.Digest;
import java.nio.charset.StandardCharsets;

/// Names of entries in the state tree.
public final class StateKeys {
  private static final byte[] SEPARATOR = {0};

  private StateKeys() {}

  /// The key of a thing of some kind.
  ///
  /// @param kind such as job
  /// @param name its identifier
  public static Digest of(String kind, byte[] name) {
    return Digest.of(kind.getBytes(StandardCharsets.UTF_8), SEPARATOR, name);
  }
}
