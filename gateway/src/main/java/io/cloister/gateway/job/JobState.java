// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.job;

import java.util.EnumSet;
import java.util.Set;

/// Where a job stands. Every change is one database transaction that also writes the job's event
/// and, where the chain must be told, an outbox row.
///
/// | state | event | next |
/// |---|---|---|
/// | SUBMITTED | the policy permits | AUTHORIZED, and the authorisation is in the outbox |
/// | SUBMITTED | the policy denies | DENIED |
/// | AUTHORIZED | the chain assigns workers | ASSIGNED |
/// | AUTHORIZED | the chain rejects the authorisation | FAILED |
/// | ASSIGNED | a worker fetches its order | RUNNING |
/// | ASSIGNED, RUNNING | the chain opens the reveals | COMPARING |
/// | ASSIGNED, RUNNING, COMPARING | the chain assigns another round | ASSIGNED |
/// | any but the final ones | the chain ends the job | FINAL, FAILED, CANCELLED or EXPIRED |
/// | any but the final ones | its deadline passes | the same, and a cancellation is in the outbox |
/// | any but the final ones | the chain, past the job's expiry, knows no such job | EXPIRED |
///
/// SUBMITTED and what follows from the decision are written in one transaction, so that nobody can
/// find a job undecided. What does not fit the table changes nothing.
public enum JobState {
  SUBMITTED,
  AUTHORIZED,
  ASSIGNED,
  RUNNING,
  COMPARING,
  FINAL,
  DENIED,
  FAILED,
  CANCELLED,
  EXPIRED;

  private static final Set<JobState> ENDED = EnumSet.of(FINAL, DENIED, FAILED, CANCELLED, EXPIRED);

  /// Whether nothing changes any more.
  public boolean isEnded() {
    return ENDED.contains(this);
  }

  /// Whether the table has a way from here to there.
  boolean mayBecome(JobState next) {
    return switch (next) {
      case SUBMITTED -> false;
      case AUTHORIZED, DENIED -> this == SUBMITTED;
      case ASSIGNED -> this == AUTHORIZED || isWithWorkers();
      case RUNNING -> this == ASSIGNED;
      case COMPARING -> this == ASSIGNED || this == RUNNING;
      case FINAL -> isWithWorkers();
      case FAILED, CANCELLED, EXPIRED -> this != SUBMITTED && !isEnded();
    };
  }

  private boolean isWithWorkers() {
    return this == ASSIGNED || this == RUNNING || this == COMPARING;
  }
}
