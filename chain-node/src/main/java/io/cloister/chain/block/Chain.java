// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.block;

import io.cloister.chain.consensus.OrderedRound;
import io.cloister.chain.consensus.RoundListener;
import io.cloister.chain.job.JobBook;
import io.cloister.chain.state.BlockContext;
import io.cloister.chain.storage.StorageException;
import io.cloister.chain.worker.EvidenceAppraiser;
import io.cloister.chain.worker.RecentHeaders;
import io.cloister.chain.worker.WorkerRegistry;
import io.cloister.protocol.chain.BlockEntry;
import io.cloister.protocol.chain.BlockRange;
import io.cloister.protocol.chain.EntryProof;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.chain.HeadProof;
import io.cloister.protocol.chain.Header;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.merkle.MerkleHash;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The chain of blocks: executes each ordered round, and makes a block of it if it changed or
/// recorded anything. A block is durable, then certified, then visible, in this order.
///
/// The same rounds give the same blocks, bit for bit: what a restart executes again is checked
/// against what lies on disk, and a difference stops the node. Written to by the ordering thread
/// alone; everything else may be asked from any thread.
public final class Chain implements RoundListener, AutoCloseable {
  /// Names the engine in every header.
  static final String ENGINE = "hiero-hashgraph 0.76.1";

  private static final Digest NOTHING = new Digest(new byte[Digest.SIZE]);

  private final Genesis genesis;
  private final Digest chainId;
  private final Digest roster;
  private final Ledger ledger;
  private final StateMachine machine;
  private final Certifier certifier;
  private final HeadWatch watch;

  /// The header under the block that is being executed.
  private Head parent;

  private Chain(Genesis genesis, Path folder, EvidenceAppraiser appraiser, Certifier certifier) {
    this.genesis = genesis;
    this.chainId = genesis.digest();
    this.roster = genesis.gatekeepers().digest();
    this.certifier = certifier;
    this.ledger = Ledger.open(folder);
    this.machine = new StateMachine(genesis, appraiser, new Nonces());
    if (ledger.count() == 0) {
      ledger.append(genesisBlock());
    }
    this.parent = uncertified(ledger.block(0));
    if (!parent.header().chainId().equals(chainId)) {
      throw new StorageException(folder + " holds another chain than the genesis file names");
    }
    while (parent.size() < ledger.count()) {
      executeAgain(ledger.block(parent.size()));
    }
    this.parent = certify(parent);
    this.watch = new HeadWatch(parent);
  }

  /// Opens the chain in a folder, or begins it.
  ///
  /// @param appraiser judges workers' evidence
  /// @param certifier cosigns the log of headers
  /// @throws StorageException if the folder holds something else, or is damaged
  public static Chain open(
      Genesis genesis, Path folder, EvidenceAppraiser appraiser, Certifier certifier) {
    return new Chain(genesis, folder, appraiser, certifier);
  }

  /// From where the ordering engine has to go on.
  public byte[] snapshot() {
    return ledger.block(parent.height()).snapshot();
  }

  @Override
  public Outcome onRound(OrderedRound round) {
    BlockContext at = context(Math.max(round.consensusTime(), parent.header().consensusTime()));
    List<BlockEntry> entries = machine.execute(round.transactions(), at);
    if (entries.isEmpty()) {
      return Outcome.PASSED;
    }
    List<byte[]> encoded = entries.stream().map(BlockEntry::encode).toList();
    Header header = header(at, round.number(), encoded, Digest.of(round.snapshot()));
    StoredBlock block = new StoredBlock(header.encode(), encoded, round.snapshot());
    ledger.append(block);
    parent = certify(uncertified(block));
    watch.publish(parent);
    return Outcome.RECORDED;
  }

  /// The newest block that is certified.
  public Head head() {
    return watch.head();
  }

  /// Waits until there is a block at a height, or the time is up; gives the head either way.
  public Head await(long height, Duration atMost) {
    return watch.await(height, atMost);
  }

  /// The newest header with its certificate.
  public HeadProof headProof() {
    Head head = head();
    return new HeadProof(head.encoded(), ledger.certificate(head.height(), head));
  }

  /// Blocks from a height on, none if there is none yet.
  public BlockRange range(long from, int limit) {
    return ledger.range(from, limit, head());
  }

  /// Where a transaction is, if it is in a certified block.
  public Optional<Location> find(Digest transaction) {
    return ledger.transaction(transaction).filter(this::certified);
  }

  /// The entries that moved a job, in order.
  public List<Location> find(JobId job) {
    return ledger.job(job).stream().filter(this::certified).toList();
  }

  /// Reads an entry.
  public BlockEntry entry(Location location) {
    return ledger.entry(location);
  }

  /// Proves an entry.
  public EntryProof prove(Location location) {
    return ledger.proof(location, head());
  }

  /// The registry of workers.
  public WorkerRegistry workers() {
    return machine.workers();
  }

  /// The jobs that have not ended.
  public JobBook jobs() {
    return machine.jobs();
  }

  /// Where it all began.
  public Genesis genesis() {
    return genesis;
  }

  /// The chain's name.
  public Digest chainId() {
    return chainId;
  }

  @Override
  public void close() {
    ledger.close();
  }

  private final class Nonces implements RecentHeaders {
    @Override
    public long oldest() {
      return Math.max(0, parent.size() - genesis.parameters().nonceWindowBlocks());
    }

    @Override
    public Optional<Digest> hashAt(long height) {
      return height < oldest() || height > parent.height()
          ? Optional.empty()
          : Optional.of(ledger.headerHash(height));
    }
  }

  private boolean certified(Location location) {
    return location.height() <= head().height();
  }

  private BlockContext context(long time) {
    return new BlockContext(parent.size(), time, parent.hash());
  }

  private void executeAgain(StoredBlock block) {
    Header header = block.decodedHeader();
    BlockContext at = context(header.consensusTime());
    List<BlockEntry> recorded = block.entries().stream().map(StoredBlock::entry).toList();
    List<byte[]> encoded = machine.repeat(recorded, at).stream().map(BlockEntry::encode).toList();
    if (!header.equals(header(at, header.round(), encoded, Digest.of(block.snapshot())))) {
      throw new StorageException("block " + at.height() + " comes out differently when repeated");
    }
    parent = uncertified(block);
  }

  private Header header(BlockContext at, long round, List<byte[]> entries, Digest snapshot) {
    return new Header(
        chainId,
        at.height(),
        round,
        at.time(),
        at.previous(),
        MerkleHash.root(entries.stream().map(MerkleHash::leafHash).toList()),
        entries.size(),
        machine.root(),
        NOTHING,
        roster,
        roster,
        snapshot,
        ENGINE,
        StateMachine.VERSION);
  }

  private StoredBlock genesisBlock() {
    BlockContext at = new BlockContext(0, genesis.createdAt(), NOTHING);
    Header header = header(at, 0, List.of(), Digest.of(new byte[0]));
    return new StoredBlock(header.encode(), List.of(), new byte[0]);
  }

  private static Head uncertified(StoredBlock block) {
    return new Head(block.decodedHeader(), block.header(), MerkleHash.leafHash(block.header()), "");
  }

  private Head certify(Head head) {
    String checkpoint = certifier.certify(head.size(), ledger.root(head.size()));
    return new Head(head.header(), head.encoded(), head.hash(), checkpoint);
  }
}
