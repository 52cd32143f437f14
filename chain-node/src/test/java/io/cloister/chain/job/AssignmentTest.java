// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.chain.worker.Worker;
import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.Operation.AuthorizeJob;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.signature.HybridPublicKey;
import io.cloister.protocol.signature.KeyId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AssignmentTest {
  private static final Digest ANY = Digest.of(new byte[] {1});
  private static final int BEACONS = 50;

  private final Worker gone = worker(1, "one", 1000);
  private final Worker restarted = worker(2, "one", 2000);
  private final Worker other = worker(3, "two", 500);

  /// The old registration of a restarted worker lasts; nobody answers for it.
  @Test
  void takesTheWorkerThatAnOperatorRegisteredLast() {
    for (int beacon = 0; beacon < BEACONS; beacon++) {
      assertThat(choose(beacon, List.of())).containsExactlyInAnyOrder(restarted.id(), other.id());
    }
  }

  @Test
  void takesAnOlderOneOnceTheLastHasTried() {
    for (int beacon = 0; beacon < BEACONS; beacon++) {
      assertThat(choose(beacon, List.of(restarted.id()))).contains(gone.id());
    }
  }

  private List<KeyId> choose(int beacon, List<KeyId> tried) {
    List<KeyId> candidates = List.of(gone.id(), restarted.id(), other.id());
    AuthorizeJob terms =
        new AuthorizeJob(
            new JobId(new UUID(1, 2)), ANY, candidates, 2, 2, 60, List.of(), Long.MAX_VALUE);
    return Assignment.choose(
        terms, List.of(gone, restarted, other), tried, Digest.of(new byte[] {(byte) beacon}));
  }

  private static Worker worker(int number, String operator, long expiresAt) {
    byte[] mlDsa44 = new byte[HybridPublicKey.ML_DSA_44_BYTES];
    mlDsa44[0] = (byte) number;
    HybridPublicKey key = new HybridPublicKey(new byte[HybridPublicKey.ED25519_BYTES], mlDsa44);
    return new Worker(
        key,
        ANY,
        operator,
        "US",
        new ChainEvent.WorkerRegistered(key.keyId(), new byte[48], "simulated", 5, expiresAt),
        number,
        ANY);
  }
}
