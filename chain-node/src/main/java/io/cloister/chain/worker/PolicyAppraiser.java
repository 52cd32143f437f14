// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.worker;

import io.cloister.attestation.AttestationResult;
import io.cloister.attestation.Endorsements;
import io.cloister.attestation.Evidence;
import io.cloister.attestation.EvidenceKind;
import io.cloister.attestation.EvidenceVerifier;
import io.cloister.attestation.ReportData;
import io.cloister.attestation.Verifier;
import io.cloister.attestation.appraisal.AppraisalPolicy;
import io.cloister.attestation.appraisal.AppraisalPolicyReader;
import io.cloister.attestation.appraisal.Appraiser;
import io.cloister.attestation.simulated.SimulatedVerifier;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.HybridPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Appraises evidence by the policy of the genesis.
///
/// Simulated evidence can be accepted only if the genesis names a simulated root and its policy
/// lists that kind: otherwise no verifier of it is composed at all.
public final class PolicyAppraiser implements EvidenceAppraiser {
  private final Verifier verifier;
  private final AppraisalPolicy policy;
  private final Digest policyDigest;

  private PolicyAppraiser(Verifier verifier, AppraisalPolicy policy, Digest policyDigest) {
    this.verifier = verifier;
    this.policy = policy;
    this.policyDigest = policyDigest;
  }

  /// The appraiser that a genesis asks for.
  ///
  /// @throws MalformedException if its policy is none
  public static PolicyAppraiser of(Genesis genesis) throws MalformedException {
    AppraisalPolicy policy = AppraisalPolicyReader.read(genesis.appraisalPolicy());
    List<EvidenceVerifier> parts = new ArrayList<>();
    HybridPublicKey root = genesis.simulatedRoot();
    if (root != null && policy.kinds().contains(EvidenceKind.SIMULATED)) {
      parts.add(new SimulatedVerifier(root));
    }
    return new PolicyAppraiser(new Verifier(parts), policy, Digest.of(genesis.appraisalPolicy()));
  }

  @Override
  public Appraisal appraise(byte[] evidence, byte[] reportData, Instant at) {
    try {
      Evidence decoded = Evidence.decode(evidence);
      return switch (verifier.verify(decoded, new Endorsements.None(), at)) {
        case AttestationResult.Refused(var reason, var detail) ->
            new Appraisal.Refused(reason + ": " + detail);
        case AttestationResult.Proven proven -> appraise(proven, ReportData.of(reportData));
      };
    } catch (MalformedException e) {
      return new Appraisal.Refused(String.valueOf(e.getMessage()));
    }
  }

  private Appraisal appraise(AttestationResult.Proven proven, ReportData expected) {
    return switch (Appraiser.appraise(policy, proven, expected)) {
      case io.cloister.attestation.appraisal.Appraisal.Affirming affirming ->
          new Appraisal.Affirmed(
              affirming.measurement().octets().toBytes(),
              proven.kind().label(),
              affirming.confidenceClass().number(),
              policyDigest,
              affirming.expiresAt().toEpochMilli());
      case io.cloister.attestation.appraisal.Appraisal.Contraindicated refused ->
          new Appraisal.Refused(
              refused.reasons().stream().map(Object::toString).collect(Collectors.joining("; ")));
    };
  }
}
