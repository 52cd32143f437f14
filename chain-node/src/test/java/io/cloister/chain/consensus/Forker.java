// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

import com.hedera.hapi.platform.event.GossipEvent;
import com.hedera.pbj.runtime.io.buffer.Bytes;
import io.cloister.chain.gossip.Mesh;
import io.cloister.chain.gossip.Message;
import io.cloister.protocol.signature.Ed25519KeyPair;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hiero.consensus.model.event.EventOrigin;

/// The mesh of a member that lies: shows one history to some peers and another to the rest, or
/// keeps events from most, or sends each of them many times over.
///
/// @param honest where messages really go
/// @param way what it does
record Forker(Mesh honest, Epoch epoch, Ed25519KeyPair key, Way way) implements Mesh {
  enum Way {
    /// Another event of the same parent for every other peer.
    FORKS,
    /// Events reach one peer only.
    WITHHOLDS,
    /// Dozens of branches from each event, to everyone.
    FLOODS
  }

  private static final int BRANCHES = 24;

  @Override
  public void start(Listener listener) {}

  @Override
  public void send(int peer, Message message) {
    honest.send(peer, message);
  }

  @Override
  public void broadcast(Message message) {
    List<Integer> peers = peers().stream().sorted().toList();
    if (!(message instanceof Message.NewEvent(var event)) || peers.isEmpty()) {
      honest.broadcast(message);
      return;
    }
    switch (way) {
      case FORKS -> {
        for (int i = 0; i < peers.size(); i++) {
          send(peers.get(i), i % 2 == 0 ? message : new Message.NewEvent(branch(event, 1)));
        }
      }
      case WITHHOLDS -> send(peers.getFirst(), message);
      case FLOODS -> {
        honest.broadcast(message);
        for (int i = 1; i <= BRANCHES; i++) {
          honest.broadcast(new Message.NewEvent(branch(event, i)));
        }
      }
    }
  }

  @Override
  public Set<Integer> peers() {
    return honest.peers();
  }

  @Override
  public void close() {}

  private byte[] branch(byte[] event, int number) {
    GossipEvent real = EventCodec.decode(event, Instant.EPOCH).getGossipEvent();
    List<Bytes> payloads = new ArrayList<>(real.transactions());
    payloads.add(Bytes.wrap(("\u0001lie" + number).getBytes(StandardCharsets.UTF_8)));
    GossipEvent unsigned = new GossipEvent(real.eventCore(), Bytes.EMPTY, payloads, real.parents());
    byte[] hash =
        EventCodec.hashed(unsigned, EventOrigin.GOSSIP, Instant.EPOCH)
            .getHash()
            .getBytes()
            .toByteArray();
    Bytes signature = Bytes.wrap(key.sign(epoch.message(hash)));
    return GossipEvent.PROTOBUF
        .toBytes(new GossipEvent(real.eventCore(), signature, payloads, real.parents()))
        .toByteArray();
  }
}
