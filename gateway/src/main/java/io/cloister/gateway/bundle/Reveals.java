// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.bundle;

import io.cloister.gateway.dispatch.HandedIn;
import io.cloister.gateway.job.JobRecords.JobRecord;
import io.cloister.gateway.problem.Wire;
import io.cloister.protocol.chain.BlockEntry;
import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.ChainEvent.JobAssigned;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.EntryProof;
import io.cloister.protocol.chain.Finality;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.chain.LightClient;
import io.cloister.protocol.chain.Operation.RevealResult;
import io.cloister.protocol.chain.TransactionBody;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.signature.SignedStatement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// What workers revealed about a job, read from proofs that verify.
final class Reveals {
  private final Map<String, RevealResult> byWorker = new HashMap<>();
  private final Map<Integer, JobAssigned> rounds = new HashMap<>();

  private Reveals() {}

  /// Verifies each proof and reads the reveals among them.
  ///
  /// @throws IllegalStateException if one does not verify
  static Reveals of(Genesis genesis, List<EntryProof> proofs) {
    LightClient client = new LightClient(genesis);
    Reveals reveals = new Reveals();
    for (EntryProof proof : proofs) {
      switch (client.verify(proof)) {
        case Finality.Final<BlockEntry> proven -> reveals.read(proven.value());
        case Finality.Refused<BlockEntry> refused ->
            throw new IllegalStateException("a proof does not verify: " + refused.reason());
      }
    }
    return reveals;
  }

  /// The result that counts: that of the worker that the chain names. It was handed in before its
  /// worker committed to it.
  ///
  /// @throws IllegalStateException if it is not at hand as revealed
  HandedIn.Result counting(JobRecord job, List<HandedIn.Result> results) {
    String named = job.receiptWorker().orElseThrow();
    return results.stream()
        .filter(result -> result.worker().equals(named) && isRevealed(result))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the worker named handed in no such result"));
  }

  /// By which registrations the workers that revealed were assigned, in the order of their ids.
  List<Digest> registrations(JobRecord job) {
    JobAssigned assigned = Objects.requireNonNull(rounds.get(job.round()));
    return Stream.concat(job.agreeing().stream(), job.dissenting().stream())
        .sorted()
        .map(worker ->
            assigned.workers().stream()
                .filter(id -> id.hex().equals(worker))
                .findFirst()
                .flatMap(assigned::registrationOf)
                .orElseThrow())
        .toList();
  }

  private boolean isRevealed(HandedIn.Result result) {
    RevealResult reveal = byWorker.get(result.worker());
    return reveal != null
        && Digest.of(result.receipt()).equals(reveal.receipt())
        && Digest.of(result.sealedResult()).equals(reveal.sealedResult());
  }

  private void read(BlockEntry entry) {
    if (entry.effect() instanceof Effect.Accepted(var events)) {
      for (ChainEvent event : events) {
        if (event instanceof JobAssigned assigned) {
          rounds.put(assigned.round(), assigned);
        }
      }
    }
    if (entry.transaction().length == 0) {
      return;
    }
    SignedStatement statement = Wire.stored(entry.transaction(), SignedStatement::decode);
    TransactionBody body = Wire.stored(statement.unverifiedPayload(), TransactionBody::decode);
    if (body.operation() instanceof RevealResult reveal) {
      byWorker.put(statement.claimedSigner().hex(), reveal);
    }
  }
}
