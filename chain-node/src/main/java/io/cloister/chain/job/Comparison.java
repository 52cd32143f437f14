// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.job;

import io.cloister.protocol.job.Outcome;
import io.cloister.protocol.signature.KeyId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Compares what the workers of one round revealed. They sit for distinct operators, so counting
/// seats counts operators; and a quorum is more than half, so at most one outcome has it.
sealed interface Comparison {
  /// Enough revealed the same.
  record Agreed(Outcome outcome, List<KeyId> agreeing, List<KeyId> dissenting)
      implements Comparison {}

  /// No outcome was revealed often enough.
  record Open() implements Comparison {}

  /// Compares the reveals of a job's round.
  static Comparison of(Job job) {
    Map<Outcome, Integer> counts = new LinkedHashMap<>();
    for (Seat seat : job.seats()) {
      if (seat.outcome() != null) {
        counts.merge(seat.outcome(), 1, Integer::sum);
      }
    }
    for (Map.Entry<Outcome, Integer> count : counts.entrySet()) {
      if (count.getValue() >= job.terms().quorum()) {
        return agreed(job, count.getKey());
      }
    }
    return new Open();
  }

  private static Agreed agreed(Job job, Outcome outcome) {
    return new Agreed(
        outcome,
        job.workers(seat -> outcome.equals(seat.outcome())),
        job.workers(seat -> seat.outcome() != null && !Objects.equals(outcome, seat.outcome())));
  }
}
