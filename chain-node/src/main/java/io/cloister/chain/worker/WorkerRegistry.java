// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.worker;

import io.cloister.chain.state.BlockContext;
import io.cloister.chain.state.Effects;
import io.cloister.chain.state.StateKeys;
import io.cloister.chain.worker.EvidenceAppraiser.Appraisal;
import io.cloister.protocol.chain.ChainEvent.WorkerRegistered;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.chain.Operation.RegisterWorker;
import io.cloister.protocol.chain.Party;
import io.cloister.protocol.chain.Voucher;
import io.cloister.protocol.chain.WorkerBinding;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.signature.KeyId;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.signature.Verification;
import io.cloister.protocol.state.StateTree;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Who runs an enclave for this chain.
///
/// A worker is let in by three words together: its own signature, its operator's voucher for both
/// of its keys, and evidence that binds these keys to this chain and to a recent block. Trusts the
/// operators and the appraisal policy of the genesis; evidence and worker are hostile. Written to
/// by the ordering thread alone; may be read from any thread.
public final class WorkerRegistry {
  /// They are held in memory, and every assignment looks at its candidates.
  static final int MAX_WORKERS = 10_000;

  private final Genesis genesis;
  private final Digest chainId;
  private final Map<String, Party> operators = new HashMap<>();
  private final EvidenceAppraiser appraiser;
  private final RecentHeaders headers;
  private final StateTree tree;
  private final Map<KeyId, Worker> workers = new ConcurrentHashMap<>();
  private long earliestExpiry = Long.MAX_VALUE;

  /// @param genesis names the operators and how long registrations hold
  /// @param appraiser judges evidence
  /// @param headers gives the nonces
  /// @param tree commits to every worker
  public WorkerRegistry(
      Genesis genesis, EvidenceAppraiser appraiser, RecentHeaders headers, StateTree tree) {
    this.genesis = genesis;
    this.chainId = genesis.digest();
    this.appraiser = appraiser;
    this.headers = headers;
    this.tree = tree;
    genesis.operators().forEach(operator -> operators.put(operator.id(), operator));
  }

  /// Lets a worker in, or renews its registration with newer evidence. The transaction's signature
  /// by the worker's own key is checked already.
  ///
  /// @param transaction digest of the transaction
  public Effect register(RegisterWorker operation, Digest transaction, BlockContext at) {
    KeyId id = operation.signingKey().keyId();
    Worker known = workers.get(id);
    if (known != null && operation.nonceHeight() <= known.nonceHeight()) {
      return Effects.rejected("already-registered", "renewal needs evidence on a newer block");
    }
    if (known == null && workers.size() >= MAX_WORKERS) {
      return Effects.rejected("too-many-workers", "the registry is full");
    }
    Party operator = operators.get(operation.operator());
    if (operator == null) {
      return Effects.rejected("unknown-operator", "the genesis names no such operator");
    }
    if (!vouched(operation, operator)) {
      return Effects.rejected("voucher-invalid", "the operator has not vouched for these keys");
    }
    Optional<Digest> nonce = headers.hashAt(operation.nonceHeight());
    if (nonce.isEmpty()) {
      return Effects.rejected("nonce-stale", "no recent block has this height");
    }
    byte[] reportData =
        WorkerBinding.reportData(
            chainId, operation.signingKey(), operation.recipientKey(), nonce.get());
    Appraisal appraisal =
        appraiser.appraise(operation.evidence(), reportData, Instant.ofEpochMilli(at.time()));
    return switch (appraisal) {
      case Appraisal.Refused refused -> Effects.rejected("evidence-refused", refused.reason());
      case Appraisal.Affirmed affirmed -> admit(operation, transaction, affirmed, at);
    };
  }

  /// A worker, whether its registration still holds or not.
  public Optional<Worker> find(KeyId id) {
    return Optional.ofNullable(workers.get(id));
  }

  /// Those of the candidates that may be given work.
  ///
  /// @param regions where they may stand; empty for anywhere
  public List<Worker> eligible(Collection<KeyId> candidates, List<String> regions, long time) {
    return candidates.stream()
        .distinct()
        .map(workers::get)
        .filter(Objects::nonNull)
        .filter(worker -> worker.standing(time) == Worker.Standing.REGISTERED)
        .filter(worker -> regions.isEmpty() || regions.contains(worker.region()))
        .toList();
  }

  /// All workers, by their ids.
  public List<Worker> all() {
    return workers.values().stream().sorted(Comparator.comparing(Worker::id)).toList();
  }

  /// How many workers are known.
  public int size() {
    return workers.size();
  }

  /// Puts back a worker from a snapshot of the state.
  public void restore(Worker worker) {
    workers.put(worker.id(), worker);
    earliestExpiry = Math.min(earliestExpiry, worker.registration().expiresAt());
    tree.put(key(worker.id()), worker.digest());
  }

  /// Forgets workers whose registration has ended, once its evidence is too old to be replayed.
  public void prune(BlockContext at) {
    if (at.time() < earliestExpiry) {
      return;
    }
    long earliest = Long.MAX_VALUE;
    for (Worker worker : List.copyOf(workers.values())) {
      boolean replayable = worker.nonceHeight() >= headers.oldest();
      if (!replayable && worker.standing(at.time()) == Worker.Standing.EXPIRED) {
        workers.remove(worker.id());
        tree.remove(key(worker.id()));
      } else {
        earliest = Math.min(earliest, worker.registration().expiresAt());
      }
    }
    earliestExpiry = earliest;
  }

  private Effect admit(
      RegisterWorker operation, Digest transaction, Appraisal.Affirmed affirmed, BlockContext at) {
    long longest = at.time() + genesis.parameters().registrationSeconds() * 1000L;
    WorkerRegistered registration =
        new WorkerRegistered(
            operation.signingKey().keyId(),
            affirmed.measurement(),
            affirmed.mode(),
            affirmed.confidenceClass(),
            Math.min(longest, affirmed.expiresAt()));
    restore(
        new Worker(
            operation.signingKey(),
            operation.recipientKey().digest(),
            operation.operator(),
            operation.region(),
            registration,
            operation.nonceHeight(),
            transaction));
    return Effects.accepted(registration);
  }

  private boolean vouched(RegisterWorker operation, Party operator) {
    try {
      SignedStatement statement = SignedStatement.decode(operation.voucher());
      if (statement.verify(ContentTypes.VOUCHER, operator.key())
          instanceof Verification.Verified verified) {
        Voucher voucher = Voucher.decode(verified.payload());
        return voucher.chainId().equals(chainId)
            && voucher.workerId().equals(operation.signingKey().keyId())
            && voucher.recipientKey().equals(operation.recipientKey().digest());
      }
      return false;
    } catch (MalformedException e) {
      return false;
    }
  }

  private static Digest key(KeyId id) {
    return StateKeys.of("worker", id.value().bytes());
  }
}
