// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.block;

import io.cloister.chain.consensus.HashgraphEngine;
import io.cloister.chain.gossip.Mesh;
import io.cloister.chain.gossip.Message.Blocks;
import io.cloister.chain.gossip.Message.BlocksRequest;
import io.cloister.chain.storage.StorageException;
import io.cloister.protocol.chain.BlockRange;
import io.cloister.protocol.chain.Certificate;
import io.cloister.protocol.chain.ChainFollower;
import io.cloister.protocol.chain.ChainFollower.Cursor;
import io.cloister.protocol.chain.ChainFollower.Followed;
import io.cloister.protocol.chain.LightClient;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Brings a gatekeeper up to the others whose events they hold no more: with their blocks, as far
/// as these are certified. It executes each of them itself, and goes on from the last one's
/// snapshot. Trusts no peer: what a quorum has certified is taken, from whomever it comes.
public final class CatchUp {
  private static final System.Logger LOG = System.getLogger(CatchUp.class.getName());

  /// Of one answer: it has to be checked before the next is asked for.
  private static final int MAX_REPLY_BYTES = 8 << 20;

  private static final int MAX_BLOCKS = 500;

  /// Between two requests for the same blocks.
  private static final long PATIENCE_NANOS = 1_000_000_000L;

  private final Chain chain;
  private final LightClient light;
  private final Mesh mesh;
  private final HashgraphEngine engine;
  private final LongSupplier nanos;
  private final AtomicLong quietUntil;
  private volatile Runnable adopted = () -> {};

  /// @param chain grows by the blocks
  /// @param engine goes on behind them
  /// @param mesh carries them
  /// @param nanos a clock that never goes back
  public CatchUp(Chain chain, HashgraphEngine engine, Mesh mesh, LongSupplier nanos) {
    this.chain = chain;
    this.light = new LightClient(chain.genesis());
    this.engine = engine;
    this.mesh = mesh;
    this.nanos = nanos;
    this.quietUntil = new AtomicLong(nanos.getAsLong());
  }

  /// Names who hears that blocks were taken over.
  public void listen(Runnable listener) {
    adopted = listener;
  }

  /// Asks a peer for the next blocks, unless somebody was asked just now.
  public void behind(int peer) {
    long now = nanos.getAsLong();
    long until = quietUntil.get();
    if (now - until >= 0 && quietUntil.compareAndSet(until, now + PATIENCE_NANOS)) {
      mesh.send(peer, new BlocksRequest(chain.executed() + 1));
    }
  }

  /// Answers a peer that asks.
  public void asked(int peer, BlocksRequest request) {
    BlockRange range = chain.range(request.from(), MAX_BLOCKS);
    Certificate certificate = range.certificate();
    if (certificate == null) {
      mesh.send(peer, new Blocks(List.of(), new byte[0]));
      return;
    }
    List<byte[]> blocks = new ArrayList<>();
    int bytes = 0;
    for (int i = 0; i < range.blocks().size() && bytes < MAX_REPLY_BYTES; i++) {
      byte[] block = chain.stored(request.from() + i).encode();
      blocks.add(block);
      bytes += block.length;
    }
    long last = request.from() + blocks.size() - 1;
    mesh.send(peer, new Blocks(blocks, chain.certificate(last).encode()));
  }

  /// Takes a peer's blocks over, if they are certified and follow on what is here.
  public void received(int peer, Blocks message) {
    if (message.blocks().isEmpty()) {
      return;
    }
    try {
      Certificate certificate = Certificate.decode(message.certificate());
      List<StoredBlock> blocks = message.blocks().stream().map(StoredBlock::decode).toList();
      verify(blocks, certificate);
      engine.adopt(() -> adopt(peer, blocks, certificate));
    } catch (MalformedException | StorageException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "blocks of gatekeeper {0} refused: {1}",
          Integer.toString(peer),
          e.getMessage());
    }
  }

  private void verify(List<StoredBlock> blocks, Certificate certificate) throws MalformedException {
    long before = blocks.getFirst().decodedHeader().height() - 1;
    if (before < 0 || before > chain.executed()) {
      throw new MalformedException("expected the block after height " + chain.executed());
    }
    ChainFollower follower = new ChainFollower(light, new Cursor(before, chain.headerHash(before)));
    List<Followed> followed =
        follower.accept(
            new BlockRange(blocks.stream().map(StoredBlock::block).toList(), certificate));
    for (int i = 0; i < blocks.size(); i++) {
      if (!Digest.of(blocks.get(i).snapshot()).equals(followed.get(i).header().snapshot())) {
        throw new MalformedException("expected the snapshot of block " + (before + 1 + i));
      }
    }
  }

  private byte[] adopt(int peer, List<StoredBlock> blocks, Certificate certificate) {
    long count = blocks.stream().filter(chain::adopt).count();
    quietUntil.set(nanos.getAsLong());
    if (count == 0) {
      return new byte[0];
    }
    adopted.run();
    LOG.log(
        System.Logger.Level.INFO,
        "caught up to height {0} with blocks of gatekeeper {1}",
        Long.toString(chain.executed()),
        Integer.toString(peer));
    if (certificate.inclusion().size() > chain.executed() + 1) {
      behind(peer);
      return new byte[0];
    }
    return chain.snapshot();
  }
}
