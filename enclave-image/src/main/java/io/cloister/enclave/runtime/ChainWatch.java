// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.runtime;

import io.cloister.enclave.channel.Backoff;
import io.cloister.enclave.channel.ChainClient;
import io.cloister.protocol.chain.ChainFollower;
import io.cloister.protocol.chain.ChainFollower.Cursor;
import io.cloister.protocol.chain.Finality;
import io.cloister.protocol.chain.HeadProof;
import io.cloister.protocol.chain.Header;
import io.cloister.protocol.chain.LightClient;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Follows the chain from its certified head on, and passes on only what more than two thirds of
/// the gatekeepers' weight stand for. A fresh worker has no past: nothing before its registration
/// can concern it.
///
/// Trusts the pinned genesis; every node may lie, which costs a retry at another one.
public final class ChainWatch implements Runnable {
  private static final System.Logger LOG = System.getLogger(ChainWatch.class.getName());
  private static final Duration LONG_POLL = Duration.ofSeconds(20);

  private final LightClient light;
  private final ChainClient nodes;
  private final Backoff backoff;
  private final List<BlockListener> listeners = new CopyOnWriteArrayList<>();
  private volatile @Nullable Position position;

  /// Where the chain is, as far as this worker has verified it.
  ///
  /// @param cursor the last verified block
  /// @param time its consensus time in milliseconds since 1970
  public record Position(Cursor cursor, long time) {}

  /// @param light checks certificates
  /// @param nodes where blocks come from
  /// @param backoff paces retries; used by this watch alone
  public ChainWatch(LightClient light, ChainClient nodes, Backoff backoff) {
    this.light = light;
    this.nodes = nodes;
    this.backoff = backoff;
  }

  /// Lets a listener hear of every block from now on.
  public void listen(BlockListener listener) {
    listeners.add(listener);
  }

  /// Where the chain is; null before a first node has answered.
  public @Nullable Position position() {
    return position;
  }

  /// Follows until interrupted.
  @Override
  public void run() {
    try {
      ChainFollower follower = start();
      while (true) {
        step(follower);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ChainFollower start() throws InterruptedException {
    while (true) {
      try {
        HeadProof head = nodes.head();
        switch (light.verify(head.header(), head.certificate())) {
          case Finality.Final<Header>(var header, var _) -> {
            Cursor cursor = new Cursor(header.height(), header.hash());
            position = new Position(cursor, header.consensusTime());
            backoff.reset();
            return new ChainFollower(light, cursor);
          }
          case Finality.Refused<Header>(var reason) ->
              LOG.log(System.Logger.Level.WARNING, "head refused: {0}", reason);
        }
      } catch (IOException e) {
        LOG.log(System.Logger.Level.INFO, "chain not reached: {0}", e.getMessage());
      }
      backoff.pause();
    }
  }

  private void step(ChainFollower follower) throws InterruptedException {
    try {
      for (ChainFollower.Followed block :
          follower.accept(nodes.blocks(follower.cursor().height() + 1, LONG_POLL))) {
        Header header = block.header();
        Cursor cursor = new Cursor(header.height(), header.hash());
        position = new Position(cursor, header.consensusTime());
        listeners.forEach(listener -> listener.on(block));
      }
      backoff.reset();
    } catch (MalformedException e) {
      LOG.log(System.Logger.Level.WARNING, "blocks refused: {0}", e.getMessage());
      backoff.pause();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.INFO, "chain not reached: {0}", e.getMessage());
      backoff.pause();
    }
  }
}
