// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.chain.worker.Liveness;
import io.cloister.chain.worker.Worker;
import io.cloister.chain.worker.WorkerRegistry.Candidate;
import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.Operation.AuthorizeJob;
import io.cloister.protocol.chain.WorkerState;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.signature.HybridPublicKey;
import io.cloister.protocol.signature.KeyId;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssignmentTest {
  private static final Digest ANY = Digest.of(new byte[] {1});
  private static final int BEACONS = 50;

  private final Candidate gone = worker(1, "one", 1);
  private final Candidate restarted = worker(2, "one", 0);
  private final Candidate other = worker(3, "two", 0);

  /// The old registration of a restarted worker lasts; nobody answers for it.
  @Test
  void prefersTheWorkerOfAnOperatorThatLeftNothingUnanswered() {
    for (int beacon = 0; beacon < BEACONS; beacon++) {
      assertThat(choose(beacon, List.of())).containsExactlyInAnyOrder(id(restarted), id(other));
    }
  }

  @Test
  void prefersWorkersThatHaveTriedTheJobLeast() {
    Candidate fresh = worker(4, "two", 0);
    for (int beacon = 0; beacon < BEACONS; beacon++) {
      assertThat(chosen(beacon, List.of(other, fresh), List.of(id(other))))
          .containsExactly(id(fresh));
    }
  }

  @Test
  void letsTheBeaconChooseAmongEquals() {
    Candidate equal = worker(4, "two", 0);
    assertThat(
            IntStream.range(0, BEACONS)
                .mapToObj(beacon -> chosen(beacon, List.of(other, equal), List.of()).getFirst())
                .distinct())
        .containsExactlyInAnyOrder(id(other), id(equal));
  }

  private List<KeyId> choose(int beacon, List<KeyId> tried) {
    return chosen(beacon, List.of(gone, restarted, other), tried);
  }

  private static List<KeyId> chosen(int beacon, List<Candidate> eligible, List<KeyId> tried) {
    AuthorizeJob terms =
        new AuthorizeJob(
            new JobId(new UUID(1, 2)),
            ANY,
            eligible.stream().map(AssignmentTest::id).toList(),
            2,
            2,
            60,
            List.of(),
            List.of(),
            Long.MAX_VALUE);
    return Assignment.choose(terms, eligible, tried, Digest.of(new byte[] {(byte) beacon})).stream()
        .map(Seat::worker)
        .toList();
  }

  private static KeyId id(Candidate candidate) {
    return candidate.worker().id();
  }

  private static Candidate worker(int number, String operator, int misses) {
    byte[] mlDsa44 = new byte[HybridPublicKey.ML_DSA_44_BYTES];
    mlDsa44[0] = (byte) number;
    HybridPublicKey key = new HybridPublicKey(new byte[HybridPublicKey.ED25519_BYTES], mlDsa44);
    Worker worker =
        new Worker(
            key,
            ANY,
            operator,
            "US",
            List.of("sql"),
            new ChainEvent.WorkerRegistered(
                key.keyId(), new byte[48], "simulated", 5, ANY, ANY, Long.MAX_VALUE),
            number,
            ANY);
    return new Candidate(worker, new Liveness(WorkerState.IDLE, 0, misses));
  }
}
