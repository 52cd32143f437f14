// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

import io.cloister.chain.gossip.Mesh;
import io.cloister.chain.gossip.Message;
import io.cloister.protocol.signature.Ed25519KeyPair;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.hiero.consensus.model.event.PlatformEvent;
import org.jspecify.annotations.Nullable;

/// One member of a [Simulation]: the real ordering, over simulated time and messages, with a
/// journal on disk that survives its crashes.
final class SimulatedMember implements Mesh.Listener, RoundListener {
  /// Sends what it says, to everyone.
  static final UnaryOperator<Mesh> HONEST = mesh -> mesh;

  static final Instant START = Instant.parse("2026-11-22T00:00:00Z");

  final int self;
  final Ed25519KeyPair key;

  /// What this member holds to be history: round to transactions.
  final Map<Long, List<String>> history = new TreeMap<>();

  final List<String> ordered = new ArrayList<>();
  private final SimulatedNetwork network;
  private final Epoch epoch;
  private final Path folder;
  private final EventChecks checks;
  private final InstantSource clock;
  private final UnaryOperator<Mesh> nature;
  private @Nullable Ordering ordering;
  private @Nullable EventJournal journal;
  private @Nullable IntakeQueue intake;
  private byte[] snapshot = {};
  private int life;
  private final boolean honest;
  private long lastTime;

  /// What all members share.
  ///
  /// @param network their time and connections
  /// @param checks since each comes to the same verdict
  /// @param folder where they keep their journals
  record Common(SimulatedNetwork network, EventChecks checks, Path folder) {}

  /// @param skew by how much its clock is wrong, in milliseconds
  /// @param nature what a Byzantine member does to what it sends
  SimulatedMember(
      Common common, Epoch epoch, Ed25519KeyPair key, long skew, UnaryOperator<Mesh> nature) {
    this.self = epoch.self();
    this.network = common.network();
    this.epoch = epoch;
    this.key = key;
    this.folder = common.folder().resolve("member-" + self);
    this.clock = () -> START.plusNanos(network.now()).plusMillis(skew);
    this.checks = common.checks();
    this.nature = nature;
    this.honest = nature.equals(HONEST);
  }

  /// Starts, or starts again from disk.
  void start() {
    int current = ++life;
    EventJournal log =
        new EventJournal(
            folder, EventCodec::birthRound, event -> EventCodec.creator(event) == self);
    IntakeQueue queue = new IntakeQueue(() -> {});
    Hashgraph.Setup setup =
        new Hashgraph.Setup(epoch, key::sign, random(1_000L * current + self), clock);
    ordering =
        new Ordering(
            new Ordering.Setup(setup, nature.apply(network.mesh(self)), log, queue, this::behind),
            network.now());
    journal = log;
    intake = queue;
    ordering.start(snapshot, this);
    network.join(self, this);
    step(current);
  }

  /// Ends without warning.
  void crash() {
    life++;
    network.leave(self);
    if (journal != null) {
      journal.close();
    }
    ordering = null;
  }

  boolean isUp() {
    return ordering != null;
  }

  void submit(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] payload = new byte[bytes.length + 1];
    payload[0] = IntakeQueue.TRANSACTION;
    System.arraycopy(bytes, 0, payload, 1, bytes.length);
    if (intake != null) {
      intake.again(List.of(payload));
    }
  }

  List<Misbehaviour> evidence() {
    return ordering == null ? List.of() : ordering.evidence();
  }

  Optional<PlatformEvent> checked(byte[] event) {
    return checks.check(event);
  }

  @Override
  public void connected(int peer) {
    if (ordering != null) {
      ordering.connected(peer, network.now());
    }
  }

  @Override
  public void disconnected(int peer) {
    if (ordering != null) {
      ordering.disconnected(peer);
    }
  }

  @Override
  public void received(int peer, Message message) {
    Ordering to = ordering;
    if (to == null) {
      return;
    }
    try {
      receive(to, peer, message, network.now());
    } catch (LostJournalException e) {
      if (honest) {
        throw e;
      }
      // A liar's own other history comes back to it; it has no journal to lose.
    }
  }

  private void receive(Ordering to, int peer, Message message, long now) {
    switch (message) {
      case Message.NewEvent(var bytes) ->
          checks.check(bytes).ifPresent(event -> to.pushed(peer, event, now));
      case Message.SyncRequest request -> to.asked(peer, request);
      case Message.SyncReply reply ->
          to.answered(
              peer,
              reply,
              reply.events().stream().map(checks::check).flatMap(Optional::stream).toList(),
              now);
      default -> throw new AssertionError(message);
    }
  }

  @Override
  public Outcome onRound(OrderedRound round) {
    List<String> texts =
        round.transactions().stream()
            .map(each -> new String(each.bytes(), StandardCharsets.UTF_8))
            .toList();
    if (round.consensusTime() < lastTime) {
      throw new AssertionError("consensus time went back at " + self);
    }
    lastTime = round.consensusTime();
    List<String> before = history.putIfAbsent(round.number(), texts);
    if (before != null) {
      if (!before.equals(texts)) {
        throw new AssertionError("member " + self + " ordered round " + round.number() + " twice");
      }
      return Outcome.PASSED;
    }
    ordered.addAll(texts);
    if (texts.isEmpty()) {
      return Outcome.PASSED;
    }
    snapshot = round.snapshot();
    return Outcome.RECORDED;
  }

  /// The time that the order gives, less the time that really is, in milliseconds.
  long timeError() {
    return lastTime - START.plusNanos(network.now()).toEpochMilli();
  }

  @Override
  public void behind(int peer) {
    throw new AssertionError("member " + self + " needs blocks of " + peer);
  }

  private void step(int current) {
    if (current == life && ordering != null) {
      long wait = ordering.step(network.now());
      network.after(Math.clamp(wait, 1_000_000L, 20_000_000L), () -> step(current));
    }
  }

  static SecureRandom random(long seed) {
    try {
      SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
      random.setSeed(seed);
      return random;
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
