// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.appraisal;

import java.util.Set;

/// What a policy lets through of one kind of thing. An empty list lets nothing through.
public sealed interface Allowed<T> {
  /// Whatever comes.
  record Any<T>() implements Allowed<T> {}

  /// @param listed these and no others
  record Only<T>(Set<T> listed) implements Allowed<T> {
    /// Copies the set.
    public Only {
      listed = Set.copyOf(listed);
    }
  }

  /// Whether this is let through.
  default boolean allows(T candidate) {
    return switch (this) {
      case Any<T> any -> true;
      case Only<T>(Set<T> listed) -> listed.contains(candidate);
    };
  }

  /// Whether at least one of these is let through.
  default boolean allowsAny(Set<T> candidates) {
    return switch (this) {
      case Any<T> any -> true;
      case Only<T>(Set<T> listed) -> candidates.stream().anyMatch(listed::contains);
    };
  }
}
