// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.block;

import io.cloister.chain.storage.DiskIndex;
import io.cloister.chain.storage.HashLevels;
import io.cloister.protocol.chain.Block;
import io.cloister.protocol.chain.BlockEntry;
import io.cloister.protocol.chain.BlockRange;
import io.cloister.protocol.chain.Certificate;
import io.cloister.protocol.chain.EntryProof;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.merkle.InclusionProof;
import io.cloister.protocol.merkle.MerkleHash;
import io.cloister.protocol.merkle.MerkleProofs;
import io.cloister.protocol.merkle.MerkleTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The blocks on disk, the log over their headers, and the index over their entries. Only the
/// blocks are the truth; the rest follows them and is mended from them at the start.
///
/// One writer; reads below a certified head may run beside it.
final class Ledger implements AutoCloseable {
  /// A range stops before it grows past this.
  private static final int MAX_RANGE_BYTES = 8 << 20;

  /// How many blocks may have to be indexed again after a crash of the machine.
  private static final int MARK_EVERY = 1_000;

  private final BlockStore blocks;
  private final HashLevels levels;
  private final MerkleProofs proofs;
  private final DiskIndex file;
  private final EntryIndex index;

  private Ledger(BlockStore blocks, HashLevels levels, DiskIndex file) {
    this.blocks = blocks;
    this.levels = levels;
    this.proofs = new MerkleProofs(levels);
    this.file = file;
    this.index = new EntryIndex(file, this::entry);
  }

  static Ledger open(Path folder) {
    BlockStore blocks = BlockStore.open(folder);
    DiskIndex file = DiskIndex.open(folder.resolve("index"));
    long certain = Math.min(file.marked(), blocks.count());
    HashLevels levels = HashLevels.open(folder.resolve("log"), certain);
    Ledger ledger = new Ledger(blocks, levels, file);
    for (long height = levels.size(); height < blocks.count(); height++) {
      ledger.derive(blocks.read(height), height);
    }
    return ledger;
  }

  void append(StoredBlock block) {
    long height = blocks.count();
    blocks.append(block);
    derive(block, height);
    if (blocks.count() % MARK_EVERY == 0) {
      mark();
    }
  }

  /// How many blocks there are.
  long count() {
    return blocks.count();
  }

  StoredBlock block(long height) {
    return blocks.read(height);
  }

  BlockEntry entry(Location location) {
    return blocks.read(location.height()).entry(location.index());
  }

  Digest headerHash(long height) {
    return levels.hash(0, height);
  }

  /// A hash of the log of headers.
  Digest hash(int level, long index) {
    return levels.hash(level, index);
  }

  /// The root of the log of headers at a size.
  Digest root(long size) {
    return proofs.root(size);
  }

  Optional<Location> transaction(Digest id) {
    return index.transaction(id);
  }

  List<Location> job(JobId id) {
    return index.job(id);
  }

  Certificate certificate(long height, Head head) {
    return new Certificate(head.checkpoint(), proofs.inclusion(height, head.size()));
  }

  EntryProof proof(Location location, Head head) {
    StoredBlock block = blocks.read(location.height());
    MerkleTree tree = new MerkleTree();
    block.entries().forEach(entry -> tree.append(MerkleHash.leafHash(entry)));
    InclusionProof inclusion = tree.inclusion(location.index(), block.entries().size());
    return new EntryProof(
        block.entries().get(location.index()),
        inclusion,
        block.header(),
        certificate(location.height(), head));
  }

  /// Blocks from a height on, with the certificate of the last.
  BlockRange range(long from, int limit, Head head) {
    List<Block> range = new ArrayList<>();
    int bytes = 0;
    long height = from;
    while (height <= head.height() && range.size() < limit && bytes < MAX_RANGE_BYTES) {
      Block block = blocks.read(height).block();
      range.add(block);
      bytes += block.entries().stream().mapToInt(entry -> entry.length).sum();
      height++;
    }
    return range.isEmpty()
        ? new BlockRange(range, null)
        : new BlockRange(range, certificate(height - 1, head));
  }

  @Override
  public void close() {
    mark();
    file.close();
    levels.close();
    blocks.close();
  }

  private void mark() {
    levels.force();
    file.mark(blocks.count());
  }

  private void derive(StoredBlock block, long height) {
    levels.append(MerkleHash.leafHash(block.header()));
    for (int i = 0; i < block.entries().size(); i++) {
      index.put(block.entry(i), new Location(height, i));
    }
  }
}
