// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.runtime;

import io.cloister.enclave.seal.ResultSealer;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.job.ResultDigest;
import io.cloister.protocol.job.WorkerResult;
import io.cloister.protocol.receipt.Receipt;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.stream.DataKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// Seals an answer and signs for how it came about.
final class Receipts {
  private final WorkerKeys keys;
  private final Digest chainId;
  private final Standings standings;

  /// @param keys sign
  /// @param standings as what this worker is and was registered
  Receipts(WorkerKeys keys, Digest chainId, Standings standings) {
    this.keys = keys;
    this.chainId = chainId;
    this.standings = standings;
  }

  /// An answer, ready to be handed in.
  ///
  /// @param resultDigest what replicas compare
  /// @param result what the gateway keeps
  record Prepared(Digest resultDigest, WorkerResult result) {}

  /// Seals and signs.
  Prepared prepare(JobExecution.Result.Answered answer, Assignment assignment, Instant finishedAt) {
    CheckedOrder.Ready order = answer.order();
    byte[] digestKey = digestKey(order);
    try {
      ResultSealer.Sealed sealed =
          ResultSealer.seal(
              order.context(), answer.table(), digestKey, order.definition().recipients());
      byte[] result = sealed.result().encode();
      Receipt receipt = receipt(answer, sealed.digest(), Digest.of(result), assignment, finishedAt);
      byte[] statement =
          SignedStatement.sign(ContentTypes.RECEIPT, receipt.encode(), keys.signing()).encode();
      return new Prepared(sealed.digest(), new WorkerResult(result, statement));
    } finally {
      Arrays.fill(digestKey, (byte) 0);
    }
  }

  private Receipt receipt(
      JobExecution.Result.Answered answer,
      Digest resultDigest,
      Digest sealedResult,
      Assignment assignment,
      Instant finishedAt) {
    CheckedOrder.Ready order = answer.order();
    List<Receipt.InputUsed> inputs =
        order.inputs().stream()
            .map(input -> new Receipt.InputUsed(input.declared(), input.content().ciphertext()))
            .toList();
    Standing then = standings.by(assignment.registration());
    return new Receipt(
        order.context(),
        inputs,
        order.definition().program().digest(),
        resultDigest,
        sealedResult,
        keys.id(),
        then.measurement(),
        then.mode(),
        then.confidenceClass(),
        then.evidence(),
        answer.startedAt().toEpochMilli(),
        finishedAt.toEpochMilli(),
        order.policyBundle(),
        chainId,
        assignment.height());
  }

  private static byte[] digestKey(CheckedOrder.Ready order) {
    byte[] dataKeys = new byte[order.inputs().size() * DataKey.LENGTH];
    try {
      for (int i = 0; i < order.inputs().size(); i++) {
        int at = i * DataKey.LENGTH;
        order
            .inputs()
            .get(i)
            .key()
            .with(key -> {
              System.arraycopy(key, 0, dataKeys, at, DataKey.LENGTH);
              return at;
            });
      }
      return ResultDigest.key(order.context().jobId(), dataKeys);
    } finally {
      Arrays.fill(dataKeys, (byte) 0);
    }
  }
}
