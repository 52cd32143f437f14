// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.block;

import io.cloister.chain.consensus.OrderedRound;
import io.cloister.chain.consensus.OrderedTransaction;
import io.cloister.chain.consensus.RoundListener;
import io.cloister.chain.gossip.Message.Certified;
import io.cloister.chain.job.JobBook;
import io.cloister.chain.state.BlockContext;
import io.cloister.chain.storage.StorageException;
import io.cloister.chain.worker.EvidenceAppraiser;
import io.cloister.chain.worker.RecentHeaders;
import io.cloister.chain.worker.WorkerRegistry;
import io.cloister.protocol.chain.BlockEntry;
import io.cloister.protocol.chain.BlockRange;
import io.cloister.protocol.chain.Certificate;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.EntryProof;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.chain.HeadProof;
import io.cloister.protocol.chain.Header;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.merkle.MerkleHash;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/// The chain of blocks: executes each ordered round, and makes a block of it if it changed or
/// recorded anything. A block is durable, then cosigned, then certified, then visible, in this
/// order.
///
/// The same rounds give the same blocks, bit for bit: what a restart executes again is checked
/// against what lies on disk, and a difference stops the node. Written to by the ordering thread
/// alone; everything else may be asked from any thread.
public final class Chain implements RoundListener, AutoCloseable {
  /// Names the engine in every header.
  static final String ENGINE = "hiero-hashgraph 0.76.1";

  /// A block is made at the latest after so many rounds, even an empty one: what lies before it can
  /// be forgotten.
  static final long MAX_ROUNDS_UNRECORDED = 100;

  private static final Digest NOTHING = new Digest(new byte[Digest.SIZE]);

  private final Genesis genesis;
  private final Digest chainId;
  private final Digest roster;
  private final Ledger ledger;
  private final StateMachine machine;
  private final Notary notary;
  private final CertificateFile certificates;
  private final HeadWatch watch;

  /// The newest stored block: the header under the one that is being executed.
  private volatile Head parent;

  private Chain(Genesis genesis, Path folder, EvidenceAppraiser appraiser, Notary notary) {
    this.genesis = genesis;
    this.chainId = genesis.digest();
    this.roster = genesis.gatekeepers().digest();
    this.notary = notary;
    this.certificates = new CertificateFile(folder.resolve("certificate"));
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
      StoredBlock block = ledger.block(parent.size());
      repeat(block);
      parent = uncertified(block);
    }
    this.watch = new HeadWatch(kept());
    notary.listen(this::certified);
    notary.cosign(parent.size(), ledger.root(parent.size()));
  }

  /// Opens the chain in a folder, or begins it.
  ///
  /// @param appraiser judges workers' evidence
  /// @param notary certifies the log of headers; stays the caller's to close
  /// @throws StorageException if the folder holds something else, or is damaged
  public static Chain open(
      Genesis genesis, Path folder, EvidenceAppraiser appraiser, Notary notary) {
    return new Chain(genesis, folder, appraiser, notary);
  }

  /// From where the ordering engine has to go on.
  public byte[] snapshot() {
    return ledger.block(parent.height()).snapshot();
  }

  @Override
  public Outcome onRound(OrderedRound round) {
    if (round.number() <= parent.header().round()) {
      return Outcome.PASSED; // it came in with somebody else's blocks
    }
    BlockContext at = context(Math.max(round.consensusTime(), parent.header().consensusTime()));
    List<BlockEntry> entries = machine.execute(unseen(round.transactions()), at);
    boolean overdue = round.number() - parent.header().round() >= MAX_ROUNDS_UNRECORDED;
    if (entries.isEmpty() && !overdue) {
      return Outcome.PASSED;
    }
    List<byte[]> encoded = entries.stream().map(BlockEntry::encode).toList();
    Header header = header(at, round.number(), encoded, Digest.of(round.snapshot()));
    append(new StoredBlock(header.encode(), encoded, round.snapshot()));
    return Outcome.RECORDED;
  }

  /// Takes a block over that is certified, if it is the next one. Runs between rounds.
  ///
  /// @return whether it was
  /// @throws StorageException if it comes out differently here
  boolean adopt(StoredBlock block) {
    if (block.decodedHeader().height() != parent.size()) {
      return false;
    }
    repeat(block);
    append(block);
    return true;
  }

  private void append(StoredBlock block) {
    ledger.append(block);
    parent = uncertified(block);
    notary.cosign(parent.size(), ledger.root(parent.size()));
  }

  /// Without what was accepted before: a sender that tries several gatekeepers has its transaction
  /// ordered more than once.
  private List<OrderedTransaction> unseen(List<OrderedTransaction> transactions) {
    Set<Digest> seen = new HashSet<>();
    return transactions.stream()
        .filter(transaction -> {
          Digest id = Digest.of(transaction.bytes());
          return seen.add(id) && !isAccepted(id);
        })
        .toList();
  }

  private boolean isAccepted(Digest transaction) {
    return ledger
        .transaction(transaction)
        .filter(location -> ledger.entry(location).effect() instanceof Effect.Accepted)
        .isPresent();
  }

  private void certified(long size, String note) {
    certificates.write(note);
    StoredBlock block = ledger.block(size - 1);
    watch.publish(certified(uncertified(block), note));
  }

  /// The newest head that a kept certificate covers, or the genesis.
  private Head kept() {
    Optional<String> note = certificates.read();
    OptionalLong size = note.isPresent() ? CertificateFile.size(note.get()) : OptionalLong.empty();
    if (note.isPresent() && size.isPresent() && size.getAsLong() <= parent.size()) {
      Certified certified = new Certified(size.getAsLong(), note.get());
      if (notary.resume(certified, ledger.root(certified.size()))) {
        return certified(uncertified(ledger.block(certified.size() - 1)), note.get());
      }
    }
    return uncertified(ledger.block(0));
  }

  /// The newest block that is stored, certified or not.
  public long executed() {
    return parent.height();
  }

  /// Why the header at a height is final, which it has to be.
  Certificate certificate(long height) {
    return ledger.certificate(height, head());
  }

  /// Reads a block as it lies on disk.
  StoredBlock stored(long height) {
    return ledger.block(height);
  }

  /// The hash of a header.
  Digest headerHash(long height) {
    return ledger.headerHash(height);
  }

  /// The certified part of the log of headers.
  public HeaderLog log() {
    Head head = head();
    return new HeaderLog(ledger, head.isCertified() ? head.size() : 0);
  }

  /// Hears of every new head, on the thread that brings it; must be quick.
  public void watch(Consumer<Head> listener) {
    watch.listen(listener);
  }

  /// Where a transaction is, certified or not.
  public Optional<Location> locate(Digest transaction) {
    return ledger.transaction(transaction);
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
    Head head = head();
    return head.isCertified() ? ledger.range(from, limit, head) : new BlockRange(List.of(), null);
  }

  /// Where a transaction is, if it is in a certified block.
  public Optional<Location> find(Digest transaction) {
    return ledger.transaction(transaction).filter(this::isFinal);
  }

  /// The entries that moved a job, in order.
  public List<Location> find(JobId job) {
    return ledger.job(job).stream().filter(this::isFinal).toList();
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

  /// When something is due next, in milliseconds since 1970.
  public OptionalLong nextDeadline() {
    return machine.nextDeadline();
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

  private boolean isFinal(Location location) {
    Head head = head();
    return head.isCertified() && location.height() <= head.height();
  }

  private BlockContext context(long time) {
    return new BlockContext(parent.size(), time, parent.hash());
  }

  private void repeat(StoredBlock block) {
    Header header = block.decodedHeader();
    BlockContext at = context(header.consensusTime());
    List<BlockEntry> recorded = block.entries().stream().map(StoredBlock::entry).toList();
    List<byte[]> encoded = machine.repeat(recorded, at).stream().map(BlockEntry::encode).toList();
    if (!header.equals(header(at, header.round(), encoded, Digest.of(block.snapshot())))) {
      throw new StorageException("block " + at.height() + " comes out differently when repeated");
    }
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

  private static Head certified(Head head, String checkpoint) {
    return new Head(head.header(), head.encoded(), head.hash(), checkpoint);
  }
}
