// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel;

import io.cloister.attestation.RefusalException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Keeps what was concluded from bytes alone: whose word they are, not whether it holds now. Times
/// and revocation are asked of the conclusion each time it is used.
///
/// Keyed by the exact bytes; refusals are not kept, so that hostile input cannot fill it with its
/// own mistakes. The entries used longest ago make room.
///
/// @param <K> the bytes, with a value's equality
/// @param <V> the conclusion, immutable
final class Remembered<K, V> {
  private final Check<K, V> check;
  private final Map<K, V> known;

  /// Concludes something from bytes.
  @FunctionalInterface
  interface Check<K, V> {
    /// The conclusion, which must depend on nothing but the bytes.
    V verify(K bytes) throws RefusalException;
  }

  /// @param maxEntries how many conclusions to keep
  Remembered(int maxEntries, Check<K, V> check) {
    this.check = check;
    this.known =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > maxEntries;
          }
        };
  }

  V verify(K bytes) throws RefusalException {
    synchronized (known) {
      V conclusion = known.get(bytes);
      if (conclusion != null) {
        return conclusion;
      }
    }
    V fresh = check.verify(bytes);
    synchronized (known) {
      known.put(bytes, fresh);
    }
    return fresh;
  }
}
