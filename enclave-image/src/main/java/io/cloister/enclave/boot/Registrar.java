// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.boot;

import io.cloister.attestation.Evidence;
import io.cloister.attestation.ReportData;
import io.cloister.enclave.attest.EvidenceProducer;
import io.cloister.enclave.channel.Backoff;
import io.cloister.enclave.runtime.ChainWatch;
import io.cloister.enclave.runtime.Standing;
import io.cloister.enclave.runtime.Standings;
import io.cloister.enclave.runtime.Transactions;
import io.cloister.enclave.runtime.Transactions.Submission;
import io.cloister.enclave.runtime.WorkerKeys;
import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.chain.Voucher;
import io.cloister.protocol.chain.WorkerBinding;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.job.ProgramKind;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.signature.SigningKeyPair;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/// Gets this worker into the chain's registry and keeps it there: evidence over its keys and the
/// newest verified block, its operator's voucher, its own signature. It does so again, with fresh
/// evidence, when two thirds of the registration have passed, and then until it succeeds.
final class Registrar implements Runnable {
  private static final System.Logger LOG = System.getLogger(Registrar.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// What this image runs.
  private static final List<String> CAPABILITIES =
      Arrays.stream(ProgramKind.values()).map(ProgramKind::capability).toList();

  /// Shorter registrations would be renewed without pause.
  private static final Duration SHORTEST = Duration.ofSeconds(10);

  /// Who this worker is to the chain.
  ///
  /// @param operator the party that runs it, as the genesis names it
  /// @param operatorKey vouches for the worker; stays the caller's to close
  record Identity(
      Digest chainId,
      WorkerKeys keys,
      String operator,
      SigningKeyPair operatorKey,
      String region) {}

  /// Waits between registrations.
  @FunctionalInterface
  interface Rest {
    void of(Duration time) throws InterruptedException;
  }

  private final Identity identity;
  private final EvidenceProducer producer;
  private final ChainWatch chain;
  private final Transactions transactions;
  private final InstantSource clock;
  private final Backoff backoff;
  private final Rest rest;
  private final Standings standings;
  private volatile Instant until = Instant.MIN;

  Registrar(
      Identity identity,
      EvidenceProducer producer,
      ChainWatch chain,
      Transactions transactions,
      Standings standings,
      InstantSource clock,
      Backoff backoff,
      Rest rest) {
    this.identity = identity;
    this.producer = producer;
    this.chain = chain;
    this.transactions = transactions;
    this.standings = standings;
    this.clock = clock;
    this.backoff = backoff;
    this.rest = rest;
  }

  /// Whether the chain would give this worker work, as far as it knows: a registration that could
  /// not be renewed in time has lapsed.
  HealthServer.Readiness readiness() {
    return clock.instant().isBefore(until)
        ? HealthServer.Readiness.UP
        : HealthServer.Readiness.STARTING;
  }

  /// Registers and renews until interrupted.
  @Override
  public void run() {
    try {
      while (true) {
        rest.of(next());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Registers once, and says how long to wait for the next time.
  private Duration next() throws InterruptedException {
    ChainWatch.Position at = chain.position();
    if (at != null) {
      try {
        Evidence evidence = producer.attest(reportData(at));
        Submission outcome =
            transactions.submit(operation(evidence, at), clock.instant().plus(PATIENCE));
        if (outcome instanceof Submission.Recorded recorded) {
          return conclude(recorded);
        }
      } catch (IOException e) {
        LOG.log(System.Logger.Level.WARNING, "no evidence: {0}", e.getMessage());
      }
    }
    backoff.pause();
    return Duration.ZERO;
  }

  private Duration conclude(Submission.Recorded recorded) throws InterruptedException {
    switch (recorded.effect()) {
      case Effect.Rejected(var code, var detail) ->
          LOG.log(System.Logger.Level.WARNING, "not registered: {0}: {1}", code, detail);
      case Effect.Accepted(var events) -> {
        for (ChainEvent event : events) {
          if (event instanceof ChainEvent.WorkerRegistered registered) {
            return admitted(registered, recorded);
          }
        }
      }
    }
    backoff.pause();
    return Duration.ZERO;
  }

  private Duration admitted(ChainEvent.WorkerRegistered registered, Submission.Recorded recorded) {
    standings.add(
        recorded.transaction(),
        new Standing(
            registered.measurement(),
            registered.mode(),
            registered.confidenceClass(),
            registered.evidence()));
    backoff.reset();
    Instant expiry = Instant.ofEpochMilli(registered.expiresAt());
    LOG.log(System.Logger.Level.INFO, "registered {0} until {1}", identity.keys().id(), expiry);
    Duration validity = Duration.ofMillis(registered.expiresAt() - recorded.time());
    until = clock.instant().plus(validity); // in this machine's time, whatever the chain's is
    Duration wait = validity.multipliedBy(2).dividedBy(3);
    return wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait;
  }

  private ReportData reportData(ChainWatch.Position at) {
    return ReportData.of(
        WorkerBinding.reportData(
            identity.chainId(),
            identity.keys().signing().publicKey(),
            identity.keys().recipient().publicKey(),
            at.cursor().hash()));
  }

  private Operation operation(Evidence evidence, ChainWatch.Position at) {
    WorkerKeys keys = identity.keys();
    Voucher voucher =
        new Voucher(identity.chainId(), keys.id(), keys.recipient().publicKey().digest());
    byte[] vouched =
        SignedStatement.sign(ContentTypes.VOUCHER, voucher.encode(), identity.operatorKey())
            .encode();
    return new Operation.RegisterWorker(
        keys.signing().publicKey(),
        keys.recipient().publicKey(),
        identity.operator(),
        identity.operatorKey().publicKey(),
        identity.region(),
        CAPABILITIES,
        vouched,
        evidence.encode(),
        at.cursor().height(),
        at.cursor().hash());
  }
}
