// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

import com.hedera.hapi.platform.event.GossipEvent;
import com.hedera.hapi.platform.state.ConsensusSnapshot;
import com.hedera.pbj.runtime.ParseException;
import com.hedera.pbj.runtime.io.buffer.Bytes;
import io.cloister.chain.storage.StorageException;
import java.time.Instant;
import org.hiero.consensus.crypto.DefaultEventHasher;
import org.hiero.consensus.model.event.EventOrigin;
import org.hiero.consensus.model.event.PlatformEvent;

/// Events and snapshots as the bytes that lie in the journal.
final class EventCodec {
  private EventCodec() {}

  /// Reads an event from the journal; its hash is computed, not believed.
  ///
  /// @param received when this node has it
  static PlatformEvent decode(byte[] bytes, Instant received) {
    return hashed(gossip(bytes), EventOrigin.STORAGE, received);
  }

  /// An event with its hash.
  static PlatformEvent hashed(GossipEvent gossip, EventOrigin origin, Instant received) {
    PlatformEvent event = new PlatformEvent(gossip, origin);
    event.setTimeReceived(received);
    new DefaultEventHasher().hashEvent(event);
    return event;
  }

  static byte[] encode(PlatformEvent event) {
    return GossipEvent.PROTOBUF.toBytes(event.getGossipEvent()).toByteArray();
  }

  static long birthRound(byte[] event) {
    return gossip(event).eventCoreOrThrow().birthRound();
  }

  static long creator(byte[] event) {
    return gossip(event).eventCoreOrThrow().creatorNodeId();
  }

  static ConsensusSnapshot snapshot(byte[] bytes) {
    try {
      return ConsensusSnapshot.PROTOBUF.parse(Bytes.wrap(bytes));
    } catch (ParseException e) {
      throw new StorageException("not a consensus snapshot", e);
    }
  }

  static byte[] encode(ConsensusSnapshot snapshot) {
    return ConsensusSnapshot.PROTOBUF.toBytes(snapshot).toByteArray();
  }

  private static GossipEvent gossip(byte[] bytes) {
    try {
      return GossipEvent.PROTOBUF.parse(Bytes.wrap(bytes));
    } catch (ParseException e) {
      throw new StorageException("not an event", e);
    }
  }
}
