// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.block;

import io.cloister.chain.Fixture;
import io.cloister.chain.Fixture.TestWorker;
import io.cloister.chain.consensus.OrderedRound;
import io.cloister.chain.consensus.OrderedTransaction;
import io.cloister.chain.gossip.Mesh;
import io.cloister.chain.worker.PolicyAppraiser;
import io.cloister.protocol.chain.BlockEntry;
import io.cloister.protocol.chain.BlockRange;
import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.LightClient;
import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.checkpoint.NoteSigner;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.SigningKeyPair;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Feeds rounds to a chain by hand, so that a test owns the time.
final class Driver implements AutoCloseable {
  final Fixture fixture;
  final Chain chain;
  private final Notary notary;
  long time;
  private long round;

  Driver(Fixture fixture, Path folder) throws MalformedException {
    this.fixture = fixture;
    this.notary =
        new Notary(
            new Notary.Office(
                fixture.genesis.gatekeepers(),
                LightClient.origin(fixture.chainId()),
                new NoteSigner("gatekeeper-1", fixture.gatekeeper)),
            folder.resolve("cosigned"),
            Mesh.ofNobody(),
            InstantSource.system());
    this.chain = Chain.open(fixture.genesis, folder, PolicyAppraiser.of(fixture.genesis), notary);
    this.time = chain.head().header().consensusTime();
    this.round = chain.head().header().round();
  }

  /// Executes one round and returns what became of its transactions.
  List<Effect> round(byte[]... transactions) {
    time += 10;
    round++;
    long before = chain.head().height();
    chain.onRound(
        new OrderedRound(
            round,
            time,
            Arrays.stream(transactions)
                .map(t -> new OrderedTransaction("gatekeeper-1", t))
                .toList(),
            ByteBuffer.allocate(8).putLong(round).array()));
    if (chain.head().height() == before) {
      return List.of();
    }
    List<Effect> effects = new ArrayList<>();
    BlockRange range = chain.range(chain.head().height(), 1);
    for (byte[] entry : range.blocks().getFirst().entries()) {
      effects.add(decode(entry).effect());
    }
    return effects;
  }

  Effect one(SigningKeyPair keys, Operation operation) {
    return round(fixture.sign(keys, operation)).getLast();
  }

  /// What the last transaction of a round brought about, which must have been accepted.
  static List<ChainEvent> events(Effect effect) {
    if (effect instanceof Effect.Accepted accepted) {
      return accepted.events();
    }
    throw new AssertionError(effect);
  }

  static String code(Effect effect) {
    return effect instanceof Effect.Rejected rejected ? rejected.code() : "accepted";
  }

  void registerAll() {
    Head head = chain.head();
    for (TestWorker worker : fixture.workers) {
      events(round(register(worker, head)).getLast());
    }
  }

  byte[] register(TestWorker worker, Head head) {
    return fixture.register(worker, head.height(), head.hash(), Instant.ofEpochMilli(time));
  }

  Operation.AuthorizeJob job(int replicas) {
    return Fixture.job(fixture.workers, replicas, time + 36_000_000);
  }

  Digest stateRoot() {
    return chain.head().header().stateRoot();
  }

  private static BlockEntry decode(byte[] entry) {
    try {
      return BlockEntry.decode(entry);
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    chain.close();
    notary.close();
  }
}
