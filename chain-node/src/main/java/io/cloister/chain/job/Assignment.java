// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.job;

import io.cloister.chain.worker.Worker;
import io.cloister.protocol.chain.Operation.AuthorizeJob;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.signature.KeyId;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Chooses the workers of a round: by a beacon that nobody knew when the job was signed, at most
/// one for each operator, and those first who have tried this job least. Of an operator's workers
/// it takes the one that registered last: a worker that was restarted has new keys, and nobody
/// answers for its old ones any more.
///
/// The beacon is drawn from the hash of the previous header. A single gatekeeper can grind it, by
/// holding a transaction back for a block; more than one cannot without the others' consent.
final class Assignment {
  private Assignment() {}

  /// @param eligible workers that may run it now
  /// @param tried who ran it in earlier rounds
  /// @return at most as many as the terms ask for
  static List<KeyId> choose(
      AuthorizeJob terms, List<Worker> eligible, List<KeyId> tried, Digest beacon) {
    Comparator<Worker> leastTried =
        Comparator.comparingInt(worker -> Collections.frequency(tried, worker.id()));
    Comparator<Worker> byBeacon = Comparator.comparing(worker -> rank(beacon, worker.id()));
    Comparator<Worker> newest =
        Comparator.comparingLong((Worker worker) -> worker.registration().expiresAt()).reversed();
    Map<String, Worker> ofOperator = new HashMap<>();
    eligible.stream()
        .sorted(leastTried.thenComparing(newest).thenComparing(byBeacon))
        .forEach(worker -> ofOperator.putIfAbsent(worker.operator(), worker));
    return ofOperator.values().stream()
        .sorted(leastTried.thenComparing(byBeacon))
        .limit(terms.replicas())
        .map(Worker::id)
        .toList();
  }

  /// The beacon of one round of one job.
  static Digest beacon(Digest previous, AuthorizeJob terms, int round) {
    return Digest.of(previous.bytes(), terms.jobId().bytes(), new byte[] {(byte) round});
  }

  private static Digest rank(Digest beacon, KeyId worker) {
    return Digest.of(beacon.bytes(), worker.value().bytes());
  }
}
