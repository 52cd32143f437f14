// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.runtime;

import io.cloister.protocol.encoding.Digest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// As what this worker is registered, and was before: a job that was assigned under one
/// registration may end under the next, and its receipt speaks of the one it was assigned by.
public final class Standings {
  /// Renewals within the longest job, and more.
  private static final int MAX_KEPT = 64;

  private final Map<Digest, Standing> byRegistration =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, Standing> eldest) {
          return size() > MAX_KEPT;
        }
      };
  private @Nullable Standing current;

  /// The worker is registered anew.
  ///
  /// @param registration the registering transaction
  public synchronized void add(Digest registration, Standing standing) {
    byRegistration.put(registration, standing);
    current = standing;
  }

  /// As what the worker is registered now; empty before its first registration.
  public synchronized Optional<Standing> current() {
    return Optional.ofNullable(current);
  }

  /// As what a registration registered it.
  ///
  /// @throws IllegalStateException if there was none
  synchronized Standing by(Digest registration) {
    Standing standing = byRegistration.get(registration);
    if (standing == null) {
      throw new IllegalStateException("a job was assigned by an unknown registration");
    }
    return standing;
  }
}
