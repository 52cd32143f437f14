// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.runtime;

import io.cloister.enclave.channel.ChainClient;
import io.cloister.protocol.chain.BlockEntry;
import io.cloister.protocol.chain.ChainFollower;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.chain.TransactionBody;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.signature.SigningKeyPair;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Gets this worker's transactions onto the chain: hands each in again until a verified block holds
/// it. A node's own word that it took one counts for nothing.
public final class Transactions implements BlockListener {
  private static final System.Logger LOG = System.getLogger(Transactions.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final ChainClient nodes;
  private final Digest chainId;
  private final SigningKeyPair keys;
  private final InstantSource clock;
  private final Map<Digest, CompletableFuture<Submission>> waiting = new ConcurrentHashMap<>();

  /// What became of a transaction.
  public sealed interface Submission {
    /// A final block holds it.
    ///
    /// @param transaction its id
    /// @param effect accepted or rejected
    /// @param time the block's consensus time
    record Recorded(Digest transaction, Effect effect, long time) implements Submission {}

    /// It was not seen on the chain in time.
    record Lost() implements Submission {}
  }

  /// @param nodes takes transactions
  /// @param keys sign them; stay the caller's to close
  public Transactions(ChainClient nodes, Digest chainId, SigningKeyPair keys, InstantSource clock) {
    this.nodes = nodes;
    this.chainId = chainId;
    this.keys = keys;
    this.clock = clock;
  }

  /// Hands an operation in and waits until it is final.
  ///
  /// @param deadline when to give up
  /// @throws InterruptedException if the worker stops
  public Submission submit(Operation operation, Instant deadline) throws InterruptedException {
    byte[] body = new TransactionBody(chainId, operation).encode();
    byte[] transaction = SignedStatement.sign(ContentTypes.TRANSACTION, body, keys).encode();
    Digest id = Digest.of(transaction);
    CompletableFuture<Submission> outcome = new CompletableFuture<>();
    waiting.put(id, outcome);
    try {
      while (clock.instant().isBefore(deadline)) {
        hand(transaction);
        Submission seen = await(outcome);
        if (seen instanceof Submission.Recorded) {
          return seen;
        }
      }
      return new Submission.Lost();
    } finally {
      waiting.remove(id);
    }
  }

  @Override
  public void on(ChainFollower.Followed block) {
    for (BlockEntry entry : block.entries()) {
      if (waiting.isEmpty() || entry.transaction().length == 0) {
        continue;
      }
      Digest id = Digest.of(entry.transaction());
      CompletableFuture<Submission> outcome = waiting.get(id);
      if (outcome != null) {
        outcome.complete(
            new Submission.Recorded(id, entry.effect(), block.header().consensusTime()));
      }
    }
  }

  private void hand(byte[] transaction) {
    try {
      nodes.submit(transaction);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.INFO, "transaction not taken: {0}", e.getMessage());
    }
  }

  private static Submission await(CompletableFuture<Submission> outcome)
      throws InterruptedException {
    try {
      return outcome.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Submission.Lost();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a submission never fails", e);
    }
  }
}
