// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.worker;

import io.cloister.chain.state.BlockContext;
import io.cloister.chain.state.Effects;
import io.cloister.chain.state.State;
import io.cloister.chain.state.Table;
import io.cloister.chain.worker.EvidenceAppraiser.Appraisal;
import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.ChainEvent.WorkerRegistered;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.chain.Operation.AuthorizeJob;
import io.cloister.protocol.chain.Operation.RegisterWorker;
import io.cloister.protocol.chain.Party;
import io.cloister.protocol.chain.Voucher;
import io.cloister.protocol.chain.WorkerBinding;
import io.cloister.protocol.chain.WorkerOperation.Heartbeat;
import io.cloister.protocol.chain.WorkerOperation.RetireWorker;
import io.cloister.protocol.chain.WorkerState;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.signature.HybridPublicKey;
import io.cloister.protocol.signature.KeyId;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.signature.Verification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/// Who runs an enclave for this chain.
///
/// A worker is let in by three words together: its own signature, its operator's voucher for both
/// of its keys, and evidence that binds these keys to this chain and to a recent block. Trusts the
/// operators and the appraisal policy of the genesis; evidence and worker are hostile. Written to
/// by the ordering thread alone; may be read from any thread.
public final class WorkerRegistry {
  /// They are held in memory.
  static final int MAX_WORKERS = 20_000;

  private record Expiry(long at, KeyId worker) implements Comparable<Expiry> {
    static Expiry of(Worker worker) {
      return new Expiry(worker.registration().expiresAt(), worker.id());
    }

    @Override
    public int compareTo(Expiry other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : worker.compareTo(other.worker);
    }
  }

  private final Genesis genesis;
  private final Digest chainId;
  private final Map<String, Party> operators = new HashMap<>();
  private final EvidenceAppraiser appraiser;
  private final RecentHeaders headers;
  private final Table<KeyId, Worker> workers;
  private final NavigableSet<Expiry> expiries = new TreeSet<>();
  private final LifeSigns life;

  /// @param genesis names the operators and how long registrations hold
  /// @param appraiser judges evidence
  /// @param headers gives the nonces
  /// @param state commits to every worker
  public WorkerRegistry(
      Genesis genesis, EvidenceAppraiser appraiser, RecentHeaders headers, State state) {
    this.genesis = genesis;
    this.chainId = genesis.digest();
    this.appraiser = appraiser;
    this.headers = headers;
    this.workers = state.table("worker", KeyId::read, Worker::read);
    this.life = new LifeSigns(state, headers, genesis.parameters().heartbeatSeconds());
    genesis.operators().forEach(operator -> operators.put(operator.id(), operator));
  }

  /// Lets a worker in, or renews its registration with newer evidence. The transaction's signature
  /// by the worker's own key is checked already.
  ///
  /// @param transaction digest of the transaction
  public Effect register(RegisterWorker operation, Digest transaction, BlockContext at) {
    KeyId id = operation.signingKey().keyId();
    Optional<Worker> known = workers.get(id);
    if (known.isPresent() && operation.nonceHeight() <= known.get().nonceHeight()) {
      return Effects.rejected("already-registered", "renewal needs evidence on a newer block");
    }
    if (life.of(id).filter(Liveness::isOut).isPresent()) {
      return Effects.rejected("worker-out", "this worker has retired or is banned");
    }
    if (known.isEmpty() && workers.size() >= MAX_WORKERS) {
      return Effects.rejected("too-many-workers", "the registry is full");
    }
    Party operator = operators.get(operation.operator());
    if (operator == null || !operator.key().equals(operation.operatorKey())) {
      return Effects.rejected("unknown-operator", "no such operator has this key");
    }
    if (!vouched(operation, operator)) {
      return Effects.rejected("voucher-invalid", "the operator has not vouched for these keys");
    }
    if (headers.hashAt(operation.nonceHeight()).filter(operation.nonce()::equals).isEmpty()) {
      return Effects.rejected("nonce-stale", "no recent block has this height and hash");
    }
    byte[] reportData =
        WorkerBinding.reportData(
            chainId, operation.signingKey(), operation.recipientKey(), operation.nonce());
    Appraisal appraisal =
        appraiser.appraise(operation.evidence(), reportData, Instant.ofEpochMilli(at.time()));
    return switch (appraisal) {
      case Appraisal.Refused refused -> Effects.rejected("evidence-refused", refused.reason());
      case Appraisal.Affirmed affirmed -> admit(operation, transaction, affirmed, at);
    };
  }

  /// Takes a worker's sign of life.
  public Effect heartbeat(Heartbeat operation, KeyId worker, BlockContext at) {
    return life.heartbeat(operation, worker, at);
  }

  /// Lets a worker go.
  public Effect retire(RetireWorker operation, BlockContext at) {
    KeyId id = operation.workerId();
    if (life.of(id).filter(known -> !known.isOut()).isEmpty()) {
      return Effects.rejected("already-out", "this worker has retired or is banned");
    }
    return Effects.accepted(life.change(id, WorkerState.COOLING_DOWN, "retired", at));
  }

  /// The key that a worker's retirement may be signed with, if this signer may ask for it: its own
  /// or its operator's.
  public Optional<HybridPublicKey> mayRetire(KeyId signer, KeyId workerId) {
    return find(workerId)
        .flatMap(worker ->
            signer.equals(workerId)
                ? Optional.of(worker.signingKey())
                : Optional.ofNullable(operators.get(worker.operator()))
                    .map(Party::key)
                    .filter(key -> key.keyId().equals(signer)));
  }

  /// A worker has done its part of a job.
  public void alive(KeyId worker) {
    life.alive(worker);
  }

  /// A worker has left its part of a job undone: it comes last until it answers.
  public void suspect(KeyId worker) {
    life.suspect(worker);
  }

  /// A worker has revealed a result that a quorum refutes.
  public List<ChainEvent> ban(KeyId worker, BlockContext at) {
    return life.of(worker).filter(known -> known.state() != WorkerState.BANNED).isEmpty()
        ? List.of()
        : List.of(life.change(worker, WorkerState.BANNED, "wrong-result", at));
  }

  /// Acts on the end of a window of challenges.
  public List<ChainEvent> due(BlockContext at) {
    return life.due(at);
  }

  /// When the next window ends, in milliseconds since 1970.
  public OptionalLong nextDeadline() {
    return life.nextDeadline();
  }

  /// A worker, whether its registration still holds or not.
  public Optional<Worker> find(KeyId id) {
    return workers.get(id);
  }

  /// Whether a worker lives.
  public Optional<Liveness> liveness(KeyId id) {
    return life.of(id);
  }

  /// Those of the candidates that may be given work.
  ///
  /// @param terms of the job
  public List<Candidate> eligible(AuthorizeJob terms, long time) {
    return terms.candidates().stream()
        .distinct()
        .flatMap(id -> candidate(id).stream())
        .filter(each -> each.liveness().state() == WorkerState.IDLE)
        .filter(each -> each.worker().standing(time) == Worker.Standing.REGISTERED)
        .filter(each -> each.worker().capabilities().containsAll(terms.capabilities()))
        .filter(
            each -> terms.regions().isEmpty() || terms.regions().contains(each.worker().region()))
        .toList();
  }

  /// A worker that may be given work.
  ///
  /// @param worker the worker
  /// @param liveness whether it can be counted on
  public record Candidate(Worker worker, Liveness liveness) {}

  /// All workers, by their ids.
  public List<Worker> all() {
    return List.copyOf(workers.values());
  }

  /// How many workers are known.
  public int size() {
    return workers.size();
  }

  /// Forgets workers whose registration has ended, once its evidence is too old to be replayed.
  /// Those behind one that could be are kept a little longer with it.
  public void prune(BlockContext at) {
    while (!expiries.isEmpty() && expiries.first().at() <= at.time()) {
      KeyId id = expiries.first().worker();
      if (find(id).filter(worker -> worker.nonceHeight() >= headers.oldest()).isPresent()) {
        return;
      }
      expiries.pollFirst();
      workers.remove(id);
      life.forget(id);
    }
  }

  /// Finds expiries again after entries have been restored.
  public void index() {
    workers.values().forEach(worker -> expiries.add(Expiry.of(worker)));
    life.index();
  }

  private Optional<Candidate> candidate(KeyId id) {
    return workers.get(id).flatMap(worker -> life.of(id).map(l -> new Candidate(worker, l)));
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
            Digest.of(operation.evidence()),
            affirmed.policy(),
            Math.min(longest, affirmed.expiresAt()));
    admit(
        new Worker(
            operation.signingKey(),
            operation.recipientKey().digest(),
            operation.operator(),
            operation.region(),
            operation.capabilities(),
            registration,
            operation.nonceHeight(),
            transaction),
        at);
    List<ChainEvent> events = new ArrayList<>();
    events.add(registration);
    events.addAll(life.renewed(registration.workerId(), operation.nonceHeight(), at));
    return Effects.accepted(events);
  }

  /// Enters a worker whose evidence has been accepted.
  public void admit(Worker worker, BlockContext at) {
    workers.put(worker.id(), worker).ifPresent(before -> expiries.remove(Expiry.of(before)));
    expiries.add(Expiry.of(worker));
    if (life.of(worker.id()).isEmpty()) {
      life.admit(worker.id(), WorkerState.IDLE, at);
    }
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
}
