// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.attestation;

import io.cloister.attestation.AttestationResult;
import io.cloister.attestation.AttestationResult.Proven;
import io.cloister.attestation.AttestationResult.Refused;
import io.cloister.attestation.Flag;
import io.cloister.attestation.appraisal.Appraisal.Affirming;
import io.cloister.attestation.appraisal.Appraisal.Contraindicated;
import io.cloister.attestation.appraisal.AppraisalPolicy;
import io.cloister.attestation.appraisal.Appraiser;
import io.cloister.attestation.appraisal.Objection;
import io.cloister.attestation.batch.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a verification came to, in the words of `cloister attest verify`, with the reasons of the
/// appraisal and the signed token.
///
/// @param result `accept` or `reject`: whether the evidence is genuine
/// @param appraisal `affirming`, `warning` or `contraindicated`: whether the policy accepts it
/// @param objections every rule of the policy that it breaks
/// @param ear the signed token
record ResultView(
    String result,
    @Nullable String reason,
    @Nullable String kind,
    @Nullable String mode,
    @Nullable String tcbStatus,
    List<String> advisoryIds,
    @Nullable Instant tcbDate,
    List<String> flags,
    @Nullable String measurement,
    @Nullable String reportData,
    @Nullable String model,
    @Nullable Instant expiresAt,
    String policy,
    String appraisal,
    List<String> objections,
    String ear) {
  static ResultView of(AttestationResult result, AppraisalPolicy policy, String ear) {
    return switch (result) {
      case Refused refused -> of(refused, policy, ear);
      case Proven proven -> of(proven, policy, ear);
    };
  }

  private static ResultView of(Refused refused, AppraisalPolicy policy, String ear) {
    return new ResultView(
        "reject",
        refused.reason().label() + ": " + refused.detail(),
        null,
        null,
        null,
        List.of(),
        null,
        List.of(),
        null,
        null,
        null,
        null,
        policy.id(),
        Verdict.of(refused, policy).label(),
        List.of(),
        ear);
  }

  private static ResultView of(Proven proven, AppraisalPolicy policy, String ear) {
    return new ResultView(
        "accept",
        null,
        proven.kind().label(),
        proven.mode().name(),
        proven.tcb().status().label(),
        List.copyOf(proven.tcb().advisories()),
        proven.tcb().date().orElse(null),
        proven.flags().stream().map(Flag::label).sorted().toList(),
        proven.measurement().hex(),
        proven.reportData().hex(),
        proven.platform().model(),
        proven.freshness().expiresAt(),
        policy.id(),
        Verdict.of(proven, policy).label(),
        objections(proven, policy),
        ear);
  }

  private static List<String> objections(Proven proven, AppraisalPolicy policy) {
    return switch (Appraiser.appraise(policy, proven, proven.reportData())) {
      case Affirming affirming -> List.of();
      case Contraindicated refused -> refused.reasons().stream().map(Objection::toString).toList();
    };
  }
}
