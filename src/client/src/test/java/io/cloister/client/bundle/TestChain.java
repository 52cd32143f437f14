// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.bundle;

import io.cloister.protocol.chain.BlockEntry;
import io.cloister.protocol.chain.Certificate;
import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.EntryProof;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.chain.Header;
import io.cloister.protocol.chain.LightClient;
import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.chain.TransactionBody;
import io.cloister.protocol.checkpoint.Checkpoint;
import io.cloister.protocol.checkpoint.NoteSigner;
import io.cloister.protocol.checkpoint.SignedNote;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.merkle.MerkleHash;
import io.cloister.protocol.merkle.MerkleTree;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.signature.SigningKeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A chain whose blocks are made by the test, but hashed, signed and certified as real ones.
final class TestChain {
  private static final Digest ZEROS = new Digest(new byte[Digest.SIZE]);

  private final Genesis genesis;
  private final List<NoteSigner> gatekeepers;
  private final List<Header> headers = new ArrayList<>();
  private final List<List<BlockEntry>> blocks = new ArrayList<>();

  TestChain(Genesis genesis, List<NoteSigner> gatekeepers) {
    this.genesis = genesis;
    this.gatekeepers = gatekeepers;
    block(genesis.createdAt(), List.of());
  }

  /// Adds a block and returns its height.
  long block(long time, List<BlockEntry> entries) {
    Digest roster = genesis.gatekeepers().digest();
    List<Digest> leaves =
        entries.stream().map(entry -> MerkleHash.leafHash(entry.encode())).toList();
    Header header =
        new Header(
            genesis.digest(),
            headers.size(),
            headers.size(),
            time,
            headers.isEmpty() ? ZEROS : headers.getLast().hash(),
            MerkleHash.root(leaves),
            leaves.size(),
            Digest.of(new byte[] {(byte) headers.size()}),
            ZEROS,
            roster,
            roster,
            ZEROS,
            "test/1",
            1);
    headers.add(header);
    blocks.add(entries);
    return header.height();
  }

  /// An entry that the chain accepted.
  BlockEntry accepted(Operation operation, SigningKeyPair signer, ChainEvent... events) {
    byte[] body = new TransactionBody(genesis.digest(), operation).encode();
    return new BlockEntry(
        "gatekeeper-1",
        SignedStatement.sign(ContentTypes.TRANSACTION, body, signer).encode(),
        new Effect.Accepted(List.of(events)));
  }

  byte[] appraisalPolicy() {
    return genesis.appraisalPolicy();
  }

  /// The hash of a header.
  Digest headerHash(long height) {
    return headers.get((int) height).hash();
  }

  /// Proofs of all entries of a block, certified as of the head.
  List<EntryProof> proofs(long height) {
    MerkleTree entries = new MerkleTree();
    List<BlockEntry> block = blocks.get((int) height);
    block.forEach(entry -> entries.append(MerkleHash.leafHash(entry.encode())));
    List<EntryProof> proofs = new ArrayList<>();
    for (int i = 0; i < block.size(); i++) {
      proofs.add(
          new EntryProof(
              block.get(i).encode(),
              entries.inclusion(i, block.size()),
              headers.get((int) height).encode(),
              certificate(height)));
    }
    return proofs;
  }

  private Certificate certificate(long height) {
    MerkleTree log = new MerkleTree();
    headers.forEach(header -> log.append(header.hash()));
    Checkpoint checkpoint =
        new Checkpoint(LightClient.origin(genesis.digest()), log.size(), log.root());
    SignedNote note = checkpoint.toNote();
    Instant time = Instant.ofEpochMilli(headers.getLast().consensusTime());
    for (NoteSigner gatekeeper : gatekeepers) {
      note = note.with(gatekeeper.cosign(checkpoint, time));
    }
    return new Certificate(note.format(), log.inclusion(height, log.size()));
  }
}
