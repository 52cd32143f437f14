// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.block;

import io.cloister.chain.consensus.OrderedTransaction;
import io.cloister.chain.job.JobBook;
import io.cloister.chain.state.BlockContext;
import io.cloister.chain.state.Effects;
import io.cloister.chain.state.State;
import io.cloister.chain.state.StateEntry;
import io.cloister.chain.worker.EvidenceAppraiser;
import io.cloister.chain.worker.RecentHeaders;
import io.cloister.chain.worker.Worker;
import io.cloister.chain.worker.WorkerRegistry;
import io.cloister.protocol.chain.BlockEntry;
import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.chain.Operation.AuthorizeJob;
import io.cloister.protocol.chain.Operation.CancelJob;
import io.cloister.protocol.chain.Operation.CommitResult;
import io.cloister.protocol.chain.Operation.RegisterWorker;
import io.cloister.protocol.chain.Operation.RevealResult;
import io.cloister.protocol.chain.Party;
import io.cloister.protocol.chain.TransactionBody;
import io.cloister.protocol.chain.WorkerOperation.Heartbeat;
import io.cloister.protocol.chain.WorkerOperation.RetireWorker;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.signature.HybridPublicKey;
import io.cloister.protocol.signature.KeyId;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.signature.Verification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/// Executes transactions: the state after a block is a function of the genesis and of the blocks'
/// transactions and times, and of nothing else. No clock, no randomness, no floating point, no
/// order that a hash table chose.
///
/// Transactions come from anyone and are hostile until their signature fits the key that their
/// operation calls for.
public final class StateMachine {
  /// Counts up with every change of what a transaction does.
  public static final int VERSION = 1;

  /// Deadlines that one block acts on; more wait for the next.
  static final int MAX_DUE = 1_000;

  /// Time passes for everyone: what deadlines bring about, no single gatekeeper has handed in.
  private static final String NOBODY = "";

  private final Digest chainId;
  private final Map<KeyId, HybridPublicKey> gateways = new HashMap<>();
  private final State state = new State();
  private final WorkerRegistry workers;
  private final JobBook jobs;

  /// @param genesis where the state begins
  /// @param appraiser judges workers' evidence
  /// @param headers the hashes of recent headers
  public StateMachine(Genesis genesis, EvidenceAppraiser appraiser, RecentHeaders headers) {
    this.chainId = genesis.digest();
    for (Party gateway : genesis.gateways()) {
      gateways.put(gateway.key().keyId(), gateway.key());
    }
    this.workers = new WorkerRegistry(genesis, appraiser, headers, state);
    this.jobs = new JobBook(genesis.parameters(), workers, state);
  }

  /// Executes one block's worth.
  ///
  /// @return the entries of the block; none if there is nothing to record
  public List<BlockEntry> execute(List<OrderedTransaction> transactions, BlockContext at) {
    List<BlockEntry> entries = begin(at);
    for (OrderedTransaction transaction : transactions) {
      Effect effect = execute(transaction.bytes(), at);
      entries.add(new BlockEntry(transaction.origin(), transaction.bytes(), effect));
    }
    if (!entries.isEmpty()) {
      end(at);
    }
    return entries;
  }

  /// Executes the entries of a block again that this node executed before. Its signatures were
  /// checked then, so they are not checked again, and what was rejected changed nothing: a restart
  /// takes a small part of the time.
  ///
  /// @return the entries as they come out now, for comparison
  List<BlockEntry> repeat(List<BlockEntry> recorded, BlockContext at) {
    List<BlockEntry> entries = begin(at);
    for (BlockEntry entry : recorded) {
      byte[] transaction = entry.transaction();
      if (transaction.length > 0) {
        boolean accepted = entry.effect() instanceof Effect.Accepted;
        Effect effect = accepted ? repeat(transaction, at) : entry.effect();
        entries.add(new BlockEntry(entry.origin(), transaction, effect));
      }
    }
    end(at);
    return entries;
  }

  private List<BlockEntry> begin(BlockContext at) {
    List<BlockEntry> entries = new ArrayList<>();
    List<ChainEvent> due = jobs.due(at, MAX_DUE);
    due.addAll(workers.due(at));
    if (!due.isEmpty()) {
      entries.add(new BlockEntry(NOBODY, new byte[0], new Effect.Accepted(due)));
    }
    return entries;
  }

  private void end(BlockContext at) {
    workers.prune(at);
    jobs.prune(at);
  }

  private Effect repeat(byte[] transaction, BlockContext at) {
    try {
      SignedStatement statement = SignedStatement.decode(transaction);
      TransactionBody body = TransactionBody.decode(statement.unverifiedPayload());
      return apply(body.operation(), statement.claimedSigner(), Digest.of(transaction), at);
    } catch (MalformedException e) {
      return Effects.rejected("malformed", String.valueOf(e.getMessage()));
    }
  }

  /// The whole state, to take a snapshot of.
  public State state() {
    return state;
  }

  /// Takes in a snapshot, into a machine that has executed nothing yet. It is to be believed only
  /// if the root is the one of a certified header.
  ///
  /// @return the root afterwards
  /// @throws MalformedException if an entry cannot be read
  public Digest restore(Iterable<StateEntry> snapshot) throws MalformedException {
    for (StateEntry entry : snapshot) {
      state.restore(entry);
    }
    workers.index();
    jobs.index();
    return state.root();
  }

  /// Commits to the whole state.
  public Digest root() {
    return state.root();
  }

  /// The registry of workers.
  public WorkerRegistry workers() {
    return workers;
  }

  /// The jobs.
  public JobBook jobs() {
    return jobs;
  }

  /// When something is due next, in milliseconds since 1970.
  public OptionalLong nextDeadline() {
    return LongStream.concat(jobs.nextDeadline().stream(), workers.nextDeadline().stream()).min();
  }

  private Effect execute(byte[] transaction, BlockContext at) {
    try {
      SignedStatement statement = SignedStatement.decode(transaction);
      TransactionBody body = TransactionBody.decode(statement.unverifiedPayload());
      if (!body.chainId().equals(chainId)) {
        return Effects.rejected("other-chain", "signed for another chain");
      }
      Optional<HybridPublicKey> key = key(statement.claimedSigner(), body.operation());
      if (key.isEmpty()) {
        return Effects.rejected("unknown-signer", "the signer may not ask for this");
      }
      return switch (statement.verify(ContentTypes.TRANSACTION, key.get())) {
        case Verification.Refused refused ->
            Effects.rejected("signature-invalid", refused.reason().name());
        case Verification.Verified verified ->
            apply(body.operation(), statement.claimedSigner(), Digest.of(transaction), at);
      };
    } catch (MalformedException e) {
      return Effects.rejected("malformed", String.valueOf(e.getMessage()));
    }
  }

  /// The key that an operation must be signed with, if its claimed signer may ask for it at all.
  private Optional<HybridPublicKey> key(KeyId signer, Operation operation) {
    return switch (operation) {
      case RegisterWorker register -> Optional.of(register.signingKey());
      case AuthorizeJob authorize -> Optional.ofNullable(gateways.get(signer));
      case CancelJob cancel -> Optional.ofNullable(gateways.get(signer));
      case CommitResult commit -> workers.find(signer).map(Worker::signingKey);
      case RevealResult reveal -> workers.find(signer).map(Worker::signingKey);
      case Heartbeat heartbeat -> workers.find(signer).map(Worker::signingKey);
      case RetireWorker retire -> workers.mayRetire(signer, retire.workerId());
    };
  }

  private Effect apply(Operation operation, KeyId signer, Digest transaction, BlockContext at) {
    return switch (operation) {
      case RegisterWorker register -> workers.register(register, transaction, at);
      case AuthorizeJob authorize -> jobs.authorize(authorize, signer, at);
      case CancelJob cancel -> jobs.cancel(cancel, signer, at);
      case CommitResult commit -> jobs.commit(commit, signer, at);
      case RevealResult reveal -> jobs.reveal(reveal, signer, at);
      case Heartbeat heartbeat -> workers.heartbeat(heartbeat, signer, at);
      case RetireWorker retire -> workers.retire(retire, at);
    };
  }
}
