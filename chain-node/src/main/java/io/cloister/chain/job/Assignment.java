// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.job;

import io.cloister.chain.worker.WorkerRegistry.Candidate;
import io.cloister.protocol.chain.Operation.AuthorizeJob;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.signature.KeyId;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Chooses the workers of a round: by a beacon that nobody knew when the job was signed, at most
/// one for each operator, those first who have left nothing unanswered, then those who have tried
/// this job least.
///
/// The beacon is drawn from the hash of the previous header. A single gatekeeper can grind it, by
/// holding a transaction back for a block; more than one cannot without the others' consent.
final class Assignment {
  private Assignment() {}

  /// @param eligible workers that may run it now
  /// @param tried who ran it in earlier rounds
  /// @return at most as many as the terms ask for
  static List<Seat> choose(
      AuthorizeJob terms, List<Candidate> eligible, List<KeyId> tried, Digest beacon) {
    List<Ranked> ranked =
        eligible.stream().map(each -> Ranked.of(each, tried, beacon)).sorted().toList();
    Map<String, Candidate> ofOperator = new LinkedHashMap<>();
    ranked.forEach(
        each -> ofOperator.putIfAbsent(each.candidate().worker().operator(), each.candidate()));
    return ofOperator.values().stream()
        .limit(terms.replicas())
        .map(each -> Seat.of(each.worker()))
        .toList();
  }

  /// The beacon of one round of one job.
  static Digest beacon(Digest previous, AuthorizeJob terms, int round) {
    return Digest.of(previous.bytes(), terms.jobId().bytes(), new byte[] {(byte) round});
  }

  private record Ranked(Candidate candidate, int misses, int tries, Digest draw)
      implements Comparable<Ranked> {
    private static final Comparator<Ranked> ORDER =
        Comparator.comparingInt(Ranked::misses)
            .thenComparingInt(Ranked::tries)
            .thenComparing(Ranked::draw);

    static Ranked of(Candidate candidate, List<KeyId> tried, Digest beacon) {
      KeyId id = candidate.worker().id();
      return new Ranked(
          candidate,
          candidate.liveness().misses(),
          Collections.frequency(tried, id),
          Digest.of(beacon.bytes(), id.value().bytes()));
    }

    @Override
    public int compareTo(Ranked other) {
      return ORDER.compare(this, other);
    }
  }
}
