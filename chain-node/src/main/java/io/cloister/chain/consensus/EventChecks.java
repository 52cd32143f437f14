// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

import com.hedera.hapi.platform.event.EventCore;
import com.hedera.hapi.platform.event.EventDescriptor;
import com.hedera.hapi.platform.event.GossipEvent;
import com.hedera.pbj.runtime.ParseException;
import com.hedera.pbj.runtime.io.buffer.Bytes;
import io.cloister.chain.gossip.Message;
import io.cloister.protocol.signature.Authenticity;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hiero.base.crypto.Hash;
import org.hiero.consensus.event.validation.DefaultEventFieldValidator;
import org.hiero.consensus.metrics.noop.NoOpMetrics;
import org.hiero.consensus.model.event.EventOrigin;
import org.hiero.consensus.model.event.PlatformEvent;
import org.hiero.consensus.transaction.TransactionLimits;

/// Checks events that came in, as far as that depends on nothing but the event and the epoch: every
/// honest member comes to the same verdict. Whoever sent the event may be hostile.
///
/// Safe for use by several threads: signatures are checked where events arrive.
@SuppressWarnings("removal") // the library has no other metrics that do nothing
final class EventChecks {
  /// The largest transaction with its kind.
  private static final int MAX_PAYLOAD = IntakeQueue.MAX_TRANSACTION_BYTES + 1;

  /// The last second of the year 9999; later times fit no calendar.
  private static final long LATEST_SECOND = 253_402_300_799L;

  /// Some seconds' worth of events.
  private static final int MAX_REMEMBERED = 16_384;

  private static final int NANOS_PER_SECOND = 1_000_000_000;

  private final Epoch epoch;
  private final InstantSource clock;
  private final DefaultEventFieldValidator fields;

  /// What was found good, so that an event which several peers send is checked once. Emptied when
  /// it is full.
  private final Set<Signed> good = ConcurrentHashMap.newKeySet();

  private record Signed(Hash hash, Bytes signature) {}

  EventChecks(Epoch epoch, InstantSource clock) {
    this.epoch = epoch;
    this.clock = clock;
    this.fields =
        new DefaultEventFieldValidator(
            new NoOpMetrics(),
            new SourceTime(clock),
            new TransactionLimits(MAX_PAYLOAD, MAX_PAYLOAD));
  }

  /// The event, if it is one that a member of the epoch has signed.
  Optional<PlatformEvent> check(byte[] bytes) {
    if (bytes.length > Message.MAX_EVENT_BYTES) {
      return Optional.empty();
    }
    return parsed(bytes).filter(this::isWellFormed).map(this::hashed).filter(this::isSigned);
  }

  @SuppressWarnings("EmptyCatch") // hostile bytes are expected
  private static Optional<GossipEvent> parsed(byte[] bytes) {
    try {
      return Optional.of(GossipEvent.PROTOBUF.parse(Bytes.wrap(bytes)));
    } catch (ParseException | RuntimeException e) { // the parser throws of both kinds
      return Optional.empty();
    }
  }

  private boolean isWellFormed(GossipEvent event) {
    EventCore core = event.eventCore();
    if (core == null || core.timeCreated() == null) {
      return false;
    }
    long seconds = core.timeCreatedOrThrow().seconds();
    int nanos = core.timeCreatedOrThrow().nanos();
    return core.creatorNodeId() >= 0
        && core.creatorNodeId() < epoch.size()
        && core.birthRound() > 0
        && seconds >= 0
        && seconds <= LATEST_SECOND
        && nanos >= 0
        && nanos < NANOS_PER_SECOND
        && areWellFormed(event.parents())
        && event.transactions().stream().allMatch(EventChecks::isPayload);
  }

  private boolean areWellFormed(List<EventDescriptor> parents) {
    return parents.size() <= epoch.size()
        && parents.stream()
            .allMatch(parent ->
                parent.hash().length() == Message.HASH_BYTES
                    && parent.creatorNodeId() >= 0
                    && parent.creatorNodeId() < epoch.size());
  }

  private static boolean isPayload(Bytes payload) {
    return payload.length() > 0
        && (payload.getByte(0) == IntakeQueue.TICK
            || payload.getByte(0) == IntakeQueue.TRANSACTION);
  }

  private PlatformEvent hashed(GossipEvent event) {
    return EventCodec.hashed(event, EventOrigin.GOSSIP, clock.instant());
  }

  private boolean isSigned(PlatformEvent event) {
    Signed signed = new Signed(event.getHash(), event.getSignature());
    if (good.contains(signed)) {
      return true;
    }
    if (!isGood(event)) {
      return false;
    }
    if (good.size() >= MAX_REMEMBERED) {
      good.clear();
    }
    good.add(signed);
    return true;
  }

  private boolean isGood(PlatformEvent event) {
    synchronized (fields) { // its counters are not made for several threads
      if (!fields.isValid(event)) {
        return false;
      }
    }
    byte[] hash = event.getHash().getBytes().toByteArray();
    byte[] signature = event.getSignature().toByteArray();
    return epoch.verify((int) event.getCreatorId().id(), hash, signature) == Authenticity.GENUINE;
  }
}
