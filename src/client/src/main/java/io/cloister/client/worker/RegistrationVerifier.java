// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.worker;

import io.cloister.attestation.AttestationResult;
import io.cloister.attestation.AttestationResult.Proven;
import io.cloister.attestation.Endorsements;
import io.cloister.attestation.Evidence;
import io.cloister.attestation.ReportData;
import io.cloister.attestation.Verifier;
import io.cloister.attestation.appraisal.Appraisal;
import io.cloister.attestation.appraisal.AppraisalPolicy;
import io.cloister.attestation.appraisal.Appraiser;
import io.cloister.client.worker.AttestedWorker.Freshness;
import io.cloister.client.worker.AttestedWorker.Keys;
import io.cloister.client.worker.AttestedWorker.PlatformFacts;
import io.cloister.client.worker.AttestedWorker.Term;
import io.cloister.client.worker.RegistrationVerdict.Convinced;
import io.cloister.client.worker.RegistrationVerdict.Refused;
import io.cloister.protocol.chain.BlockEntry;
import io.cloister.protocol.chain.ChainEvent.WorkerRegistered;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.chain.Header;
import io.cloister.protocol.chain.Operation.RegisterWorker;
import io.cloister.protocol.chain.Party;
import io.cloister.protocol.chain.TransactionBody;
import io.cloister.protocol.chain.Voucher;
import io.cloister.protocol.chain.WorkerBinding;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.signature.Verification.Verified;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// Judges a worker by its finalised registration: whose machine it is, what its evidence proves,
/// and whether that satisfies a policy.
///
/// Trusts the pinned genesis, the TEE vendor's root within the evidence verifier, and the policy.
/// The gateway that handed over the registration is not trusted at all.
public final class RegistrationVerifier {
  private final Genesis genesis;
  private final Digest chainId;
  private final Verifier verifier;
  private final AppraisalPolicy policy;

  /// @param genesis the pinned genesis
  /// @param verifier whether evidence is genuine
  /// @param policy whether genuine evidence is good enough
  public RegistrationVerifier(Genesis genesis, Verifier verifier, AppraisalPolicy policy) {
    this.genesis = genesis;
    this.chainId = genesis.digest();
    this.verifier = verifier;
    this.policy = policy;
  }

  /// Judges one registration as of the moment it was made.
  ///
  /// @param entry a finalised entry
  /// @param header the finalised header of its block
  /// @param hashes the headers known, for the evidence's nonce
  public RegistrationVerdict verify(BlockEntry entry, Header header, HeaderHashes hashes) {
    try {
      return new Convinced(attested(entry, header, hashes));
    } catch (MalformedException e) {
      return new Refused("malformed: " + e.getMessage());
    } catch (Unconvinced e) {
      return new Refused(String.valueOf(e.getMessage()));
    }
  }

  private AttestedWorker attested(BlockEntry entry, Header header, HeaderHashes hashes)
      throws MalformedException, Unconvinced {
    // 1. The gatekeepers accepted it: who registered, and until when.
    WorkerRegistered event = event(entry);

    // 2. The worker asked for it itself, for this chain.
    RegisterWorker request = request(entry, event);

    // 3. An operator of the genesis vouches that these keys were made on a machine of theirs.
    vouched(request);

    // 4. The evidence is genuine, speaks for these keys, and satisfies the policy.
    Freshness freshness = freshness(request, hashes);
    Proven proven = proven(request, Instant.ofEpochMilli(header.consensusTime()));
    Appraisal.Affirming appraisal = affirmed(proven, request);

    // 5. The gatekeepers recorded of it what it says.
    require(
        Arrays.equals(event.measurement(), proven.measurement().octets().toBytes())
            && event.mode().equals(proven.kind().label())
            && event.confidenceClass() == appraisal.confidenceClass().number()
            && event.evidence().equals(Digest.of(request.evidence())),
        "the chain recorded something else than the evidence says");
    return new AttestedWorker(
        new Keys(request.signingKey(), request.recipientKey()),
        request.operator(),
        request.region(),
        new PlatformFacts(
            proven.measurement(),
            event.mode(),
            event.confidenceClass(),
            event.evidence(),
            event.policy(),
            freshness),
        new Term(Digest.of(entry.transaction()), header.consensusTime(), event.expiresAt()));
  }

  private static WorkerRegistered event(BlockEntry entry) throws Unconvinced {
    if (!(entry.effect() instanceof Effect.Accepted accepted)) {
      throw new Unconvinced("the chain rejected the registration");
    }
    return accepted.events().stream()
        .filter(WorkerRegistered.class::isInstance)
        .map(WorkerRegistered.class::cast)
        .findFirst()
        .orElseThrow(() -> new Unconvinced("the entry registers no worker"));
  }

  private RegisterWorker request(BlockEntry entry, WorkerRegistered event)
      throws MalformedException, Unconvinced {
    SignedStatement statement = SignedStatement.decode(entry.transaction());
    TransactionBody claimed = TransactionBody.decode(statement.unverifiedPayload());
    if (!(claimed.operation() instanceof RegisterWorker request)) {
      throw new Unconvinced("the entry holds no registration");
    }
    require(claimed.chainId().equals(chainId), "it is for another chain");
    require(event.workerId().equals(request.signingKey().keyId()), "it registers another worker");
    require(
        statement.verify(ContentTypes.TRANSACTION, request.signingKey()) instanceof Verified,
        "the worker did not sign it");
    return request;
  }

  private void vouched(RegisterWorker request) throws MalformedException, Unconvinced {
    Party operator =
        genesis.operators().stream()
            .filter(party -> party.id().equals(request.operator()))
            .findFirst()
            .orElseThrow(() -> new Unconvinced("the genesis knows no such operator"));
    require(operator.key().equals(request.operatorKey()), "the operator has another key");
    SignedStatement voucher = SignedStatement.decode(request.voucher());
    if (!(voucher.verify(ContentTypes.VOUCHER, request.operatorKey())
        instanceof Verified verified)) {
      throw new Unconvinced("the operator " + request.operator() + " did not sign the voucher");
    }
    Voucher expected =
        new Voucher(chainId, request.signingKey().keyId(), request.recipientKey().digest());
    require(Voucher.decode(verified.payload()).equals(expected), "the voucher is for other keys");
  }

  private Proven proven(RegisterWorker request, Instant at) throws MalformedException, Unconvinced {
    AttestationResult result =
        verifier.verify(Evidence.decode(request.evidence()), new Endorsements.None(), at);
    return switch (result) {
      case Proven proven -> proven;
      case AttestationResult.Refused refused ->
          throw new Unconvinced("evidence refused: " + refused.reason() + ", " + refused.detail());
    };
  }

  private Appraisal.Affirming affirmed(Proven proven, RegisterWorker request) throws Unconvinced {
    return switch (Appraiser.appraise(policy, proven, binding(request))) {
      case Appraisal.Affirming affirming -> affirming;
      case Appraisal.Contraindicated refused ->
          throw new Unconvinced("policy " + refused.policyId() + ": " + refused.reasons());
    };
  }

  private ReportData binding(RegisterWorker request) {
    return ReportData.of(
        WorkerBinding.reportData(
            chainId, request.signingKey(), request.recipientKey(), request.nonce()));
  }

  private static Freshness freshness(RegisterWorker request, HeaderHashes hashes)
      throws Unconvinced {
    Optional<Digest> header = hashes.at(request.nonceHeight());
    require(
        header.isEmpty() || header.get().equals(request.nonce()),
        "the nonce is not the hash of the header that it names");
    return header.isPresent() ? Freshness.RECOMPUTED : Freshness.CERTIFIED;
  }

  private static void require(boolean holds, String otherwise) throws Unconvinced {
    if (!holds) {
      throw new Unconvinced(otherwise);
    }
  }

  /// Ends the judgement with its reason.
  private static final class Unconvinced extends Exception {
    private static final long serialVersionUID = 1L;

    Unconvinced(String reason) {
      super(reason);
    }
  }
}
