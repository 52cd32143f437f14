// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.api;

import io.cloister.chain.block.CatchUp;
import io.cloister.chain.block.Notary;
import io.cloister.chain.consensus.HashgraphEngine;
import io.cloister.chain.gossip.Mesh;
import io.cloister.chain.gossip.Message;
import java.time.Duration;

/// Hands what peers say to whom it concerns, and tells peers every second what they may have
/// missed, which also shows them that this gatekeeper is alive.
final class Gossip implements Mesh.Listener, AutoCloseable {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final Mesh mesh;
  private final HashgraphEngine engine;
  private final Notary notary;
  private final CatchUp catchUp;
  private volatile boolean closed;

  Gossip(Mesh mesh, HashgraphEngine engine, Notary notary, CatchUp catchUp) {
    this.mesh = mesh;
    this.engine = engine;
    this.notary = notary;
    this.catchUp = catchUp;
  }

  void start() {
    mesh.start(this);
    Thread.ofVirtual().name("gossip-reminders").start(this::remind);
  }

  @Override
  public void connected(int peer) {
    engine.connected(peer);
    notary.reminders().forEach(message -> mesh.send(peer, message));
  }

  @Override
  public void disconnected(int peer) {
    engine.disconnected(peer);
  }

  @Override
  public void received(int peer, Message message) {
    switch (message) {
      case Message.Cosigned cosigned -> notary.cosigned(peer, cosigned);
      case Message.Certified certified -> {
        if (notary.certified(peer, certified) == Notary.Standing.BEHIND) {
          engine.hint(peer);
        }
      }
      case Message.BlocksRequest request -> catchUp.asked(peer, request);
      case Message.Blocks blocks -> catchUp.received(peer, blocks);
      case Message.NewEvent _, Message.SyncRequest _, Message.SyncReply _ ->
          engine.received(peer, message);
    }
  }

  @Override
  public void close() {
    closed = true;
    mesh.close();
  }

  private void remind() {
    try {
      while (!closed) {
        Thread.sleep(PERIOD);
        notary.reminders().forEach(mesh::broadcast);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
