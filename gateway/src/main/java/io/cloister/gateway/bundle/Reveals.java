// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.bundle;

import io.cloister.gateway.dispatch.HandedIn;
import io.cloister.gateway.job.JobRecords.JobRecord;
import io.cloister.gateway.problem.Wire;
import io.cloister.protocol.chain.BlockEntry;
import io.cloister.protocol.chain.EntryProof;
import io.cloister.protocol.chain.Finality;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.chain.LightClient;
import io.cloister.protocol.chain.Operation.RevealResult;
import io.cloister.protocol.chain.TransactionBody;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.signature.SignedStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What workers revealed about a job, read from proofs that verify.
final class Reveals {
  private final Map<String, RevealResult> byWorker;

  private Reveals(Map<String, RevealResult> byWorker) {
    this.byWorker = byWorker;
  }

  /// Verifies each proof and reads the reveals among them.
  ///
  /// @throws IllegalStateException if one does not verify
  static Reveals of(Genesis genesis, List<EntryProof> proofs) {
    LightClient client = new LightClient(genesis);
    Map<String, RevealResult> reveals = new HashMap<>();
    for (EntryProof proof : proofs) {
      switch (client.verify(proof)) {
        case Finality.Final<BlockEntry> proven -> read(proven.value(), reveals);
        case Finality.Refused<BlockEntry> refused ->
            throw new IllegalStateException("a proof does not verify: " + refused.reason());
      }
    }
    return new Reveals(reveals);
  }

  /// The result that counts: that of the worker that the chain names if it was handed in, else that
  /// of another agreeing one.
  ///
  /// @throws IllegalStateException if none was handed in as revealed
  HandedIn.Result counting(JobRecord job, List<HandedIn.Result> results) {
    List<String> order = new ArrayList<>();
    job.receiptWorker().ifPresent(order::add);
    order.addAll(job.agreeing());
    for (String worker : order) {
      for (HandedIn.Result result : results) {
        if (result.worker().equals(worker) && isRevealed(result)) {
          return result;
        }
      }
    }
    throw new IllegalStateException("no agreeing worker handed in what it revealed");
  }

  private boolean isRevealed(HandedIn.Result result) {
    RevealResult reveal = byWorker.get(result.worker());
    return reveal != null
        && Digest.of(result.receipt()).equals(reveal.receipt())
        && Digest.of(result.sealedResult()).equals(reveal.sealedResult());
  }

  private static void read(BlockEntry entry, Map<String, RevealResult> reveals) {
    if (entry.transaction().length == 0) {
      return;
    }
    SignedStatement statement = Wire.stored(entry.transaction(), SignedStatement::decode);
    TransactionBody body = Wire.stored(statement.unverifiedPayload(), TransactionBody::decode);
    if (body.operation() instanceof RevealResult reveal) {
      reveals.put(statement.claimedSigner().hex(), reveal);
    }
  }
}
