// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.job;

import java.util.Optional;

/// Where a job stands.
///
/// `SUBMITTED -> AUTHORIZED -> ASSIGNED -> RUNNING -> COMPARING -> FINAL`, or one of the four other
/// ends.
public enum JobState {
  /// Accepted for decision.
  SUBMITTED,
  /// The policy allowed it; it is on its way to the chain.
  AUTHORIZED,
  /// The chain chose its workers.
  ASSIGNED,
  /// A worker has fetched its order.
  RUNNING,
  /// Enough workers have committed; they reveal.
  COMPARING,
  /// A quorum agrees: there is a result and a receipt.
  FINAL,
  /// The policy forbids it.
  DENIED,
  /// It gave no result; the problem says why.
  FAILED,
  /// Somebody withdrew it.
  CANCELLED,
  /// It took longer than it may.
  EXPIRED;

  /// Whether nothing follows.
  public boolean isEnd() {
    return compareTo(FINAL) >= 0;
  }

  /// The state of this name, if it is one.
  public static Optional<JobState> named(String name) {
    for (JobState state : values()) {
      if (state.name().equals(name)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }
}
