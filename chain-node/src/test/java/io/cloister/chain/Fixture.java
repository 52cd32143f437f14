// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain;

import io.cloister.attestation.Measurement;
import io.cloister.attestation.Octets;
import io.cloister.attestation.ReportData;
import io.cloister.attestation.simulated.SimulatedIdentity;
import io.cloister.attestation.simulated.SimulatedTee;
import io.cloister.protocol.chain.ChainParameters;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.chain.Party;
import io.cloister.protocol.chain.TransactionBody;
import io.cloister.protocol.chain.Voucher;
import io.cloister.protocol.chain.WorkerBinding;
import io.cloister.protocol.checkpoint.Roster;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.envelope.RecipientKey;
import io.cloister.protocol.envelope.Suite;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.job.Outcome;
import io.cloister.protocol.signature.Ed25519KeyPair;
import io.cloister.protocol.signature.KeyId;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.signature.SigningKeyPair;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/// A chain for tests: its genesis, the keys of everyone in it, and the transactions they sign.
public final class Fixture {
  private static final SecureRandom RANDOM = new SecureRandom();

  public final List<Ed25519KeyPair> gatekeepers;
  public final Ed25519KeyPair gatekeeper;
  public final SigningKeyPair gateway = SigningKeyPair.generate(RANDOM);
  public final SigningKeyPair platform = SigningKeyPair.generate(RANDOM);
  public final List<TestWorker> workers = new ArrayList<>();
  public final Genesis genesis;

  private final List<SigningKeyPair> operators = new ArrayList<>();

  /// One worker and what it needs to sign.
  public record TestWorker(
      String operator, SigningKeyPair operatorKey, SigningKeyPair keys, RecipientKey recipient) {
    public KeyId id() {
      return keys.publicKey().keyId();
    }
  }

  /// @param count so many operators with one worker each
  public Fixture(int count) {
    this(count, new ChainParameters(20, 3, 3600, 1000, 60));
  }

  public Fixture(int count, ChainParameters parameters) {
    this(count, parameters, 1);
  }

  public Fixture(int count, ChainParameters parameters, int gatekeeperCount) {
    gatekeepers =
        IntStream.range(0, gatekeeperCount).mapToObj(i -> Ed25519KeyPair.generate(RANDOM)).toList();
    gatekeeper = gatekeepers.getFirst();
    List<Party> parties = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SigningKeyPair operator = SigningKeyPair.generate(RANDOM);
      operators.add(operator);
      parties.add(new Party("operator-" + i, operator.publicKey()));
      workers.add(worker(i));
    }
    genesis =
        new Genesis(
            "test",
            1_700_000_000_000L,
            new Roster(
                IntStream.range(0, gatekeeperCount)
                    .mapToObj(i ->
                        new Roster.Member(
                            "gatekeeper-" + (i + 1), gatekeepers.get(i).publicKey(), 1))
                    .toList()),
            parties,
            List.of(new Party("gateway-1", gateway.publicKey())),
            policy(),
            List.of(),
            platform.publicKey(),
            parameters);
  }

  /// Another worker of one of the operators.
  public TestWorker worker(int operator) {
    byte[] key = new byte[32];
    RANDOM.nextBytes(key);
    return new TestWorker(
        "operator-" + operator,
        operators.get(operator),
        SigningKeyPair.generate(RANDOM),
        new RecipientKey(Suite.X25519, key));
  }

  public Digest chainId() {
    return genesis.digest();
  }

  public byte[] sign(SigningKeyPair keys, Operation operation) {
    byte[] body = new TransactionBody(chainId(), operation).encode();
    return SignedStatement.sign(ContentTypes.TRANSACTION, body, keys).encode();
  }

  /// A registration that is in order.
  public byte[] register(TestWorker worker, long nonceHeight, Digest nonce, Instant at) {
    return sign(worker.keys(), registration(worker, nonceHeight, nonce, at));
  }

  public Operation.RegisterWorker registration(
      TestWorker worker, long nonceHeight, Digest nonce, Instant at) {
    Voucher voucher = new Voucher(chainId(), worker.id(), worker.recipient().digest());
    byte[] reportData =
        WorkerBinding.reportData(chainId(), worker.keys().publicKey(), worker.recipient(), nonce);
    return new Operation.RegisterWorker(
        worker.keys().publicKey(),
        worker.recipient(),
        worker.operator(),
        worker.operatorKey().publicKey(),
        "eu",
        List.of("sql"),
        SignedStatement.sign(ContentTypes.VOUCHER, voucher.encode(), worker.operatorKey()).encode(),
        new SimulatedTee(platform, identity(), InstantSource.fixed(at))
            .attest(ReportData.of(reportData))
            .encode(),
        nonceHeight,
        nonce);
  }

  /// A job that may run for an hour, so that slow machines do not miss its deadlines.
  public static Operation.AuthorizeJob job(
      List<TestWorker> candidates, int replicas, long expires) {
    return new Operation.AuthorizeJob(
        new JobId(UUID.randomUUID()),
        Digest.of(new byte[] {1}),
        candidates.stream().map(TestWorker::id).toList(),
        replicas,
        replicas / 2 + 1,
        3600,
        List.of(),
        List.of("sql"),
        expires);
  }

  /// What a worker reveals for a result.
  public static Operation.RevealResult reveal(JobId job, int round, String result) {
    byte[] nonce = new byte[32];
    RANDOM.nextBytes(nonce);
    Digest digest = Digest.of(result.getBytes(StandardCharsets.UTF_8));
    return new Operation.RevealResult(
        job, round, new Outcome.Succeeded(digest), digest, digest, nonce);
  }

  public static Operation.CommitResult commit(Operation.RevealResult reveal) {
    return new Operation.CommitResult(reveal.jobId(), reveal.round(), reveal.digest());
  }

  private static SimulatedIdentity identity() {
    return new SimulatedIdentity(
        Measurement.of(new byte[32]), Octets.of(new byte[32]), 1, 1, Octets.of(new byte[16]));
  }

  private static byte[] policy() {
    try (InputStream in = Fixture.class.getResourceAsStream("/appraisal-policy.json")) {
      if (in == null) {
        throw new IllegalStateException("no appraisal policy");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
