// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.bundle;

import io.cloister.attestation.Measurement;
import io.cloister.attestation.Octets;
import io.cloister.attestation.ReportData;
import io.cloister.attestation.simulated.SimulatedIdentity;
import io.cloister.attestation.simulated.SimulatedTee;
import io.cloister.protocol.chain.BlockEntry;
import io.cloister.protocol.chain.ChainEvent.WorkerRegistered;
import io.cloister.protocol.chain.Operation.RegisterWorker;
import io.cloister.protocol.chain.Voucher;
import io.cloister.protocol.chain.WorkerBinding;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.envelope.RecipientKeyPair;
import io.cloister.protocol.envelope.Suite;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.signature.KeyId;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.signature.SigningKeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// A worker with real keys and simulated evidence.
final class TestWorker {
  static final byte[] MEASUREMENT = new byte[32];

  static {
    Arrays.fill(MEASUREMENT, (byte) 7);
  }

  final SigningKeyPair signing;
  final RecipientKeyPair recipient;
  private final String operator;
  private final SigningKeyPair operatorKey;
  private byte[] evidence = new byte[0];
  private Digest registration = Digest.of(new byte[0]);

  TestWorker(String operator, SigningKeyPair operatorKey, SecureRandom random) {
    this.signing = SigningKeyPair.generate(random);
    this.recipient = RecipientKeyPair.generate(Suite.XWING, random);
    this.operator = operator;
    this.operatorKey = operatorKey;
  }

  KeyId id() {
    return signing.publicKey().keyId();
  }

  byte[] evidence() {
    return evidence.clone();
  }

  /// The transaction that registered it.
  Digest registration() {
    return registration;
  }

  /// The entry that registers it, with evidence bound to the header at a height.
  BlockEntry register(
      TestChain chain, Digest chainId, SigningKeyPair platform, long nonceHeight, long at) {
    ReportData binding =
        ReportData.of(
            WorkerBinding.reportData(
                chainId,
                signing.publicKey(),
                recipient.publicKey(),
                chain.headerHash(nonceHeight)));
    SimulatedIdentity identity =
        new SimulatedIdentity(
            Measurement.of(MEASUREMENT), Octets.of(new byte[32]), 1, 1, Octets.of(new byte[16]));
    evidence =
        new SimulatedTee(platform, identity, () -> Instant.ofEpochMilli(at))
            .attest(binding)
            .encode();
    Voucher voucher = new Voucher(chainId, id(), recipient.publicKey().digest());
    RegisterWorker operation =
        new RegisterWorker(
            signing.publicKey(),
            recipient.publicKey(),
            operator,
            operatorKey.publicKey(),
            "eu",
            List.of("sql"),
            SignedStatement.sign(ContentTypes.VOUCHER, voucher.encode(), operatorKey).encode(),
            evidence,
            nonceHeight,
            chain.headerHash(nonceHeight));
    BlockEntry entry = chain.accepted(operation, signing, registered(chain, at));
    registration = Digest.of(entry.transaction());
    return entry;
  }

  private WorkerRegistered registered(TestChain chain, long at) {
    return new WorkerRegistered(
        id(),
        MEASUREMENT,
        "simulated",
        5,
        Digest.of(evidence),
        Digest.of(chain.appraisalPolicy()),
        at + Duration.ofHours(6).toMillis());
  }
}
