// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.batch;

import io.cloister.attestation.AttestationResult;
import io.cloister.attestation.AttestationResult.Proven;
import io.cloister.attestation.AttestationResult.Refused;
import io.cloister.attestation.appraisal.Appraisal;
import io.cloister.attestation.appraisal.Appraisal.Affirming;
import io.cloister.attestation.appraisal.Appraisal.Contraindicated;
import io.cloister.attestation.appraisal.AppraisalPolicy;
import io.cloister.attestation.appraisal.Appraiser;
import io.cloister.attestation.appraisal.Objection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What a policy says about evidence outside any conversation, so with no keys or nonce to bind it
/// to. In the words of attestation results (EAR).
public enum Verdict {
  /// The policy accepts it.
  AFFIRMING,
  /// It is genuine and its platform is in order, but the policy lists neither code nor machine.
  WARNING,
  /// The policy refuses it, or nothing was proven.
  CONTRAINDICATED;

  /// Rules that fail for want of reference values, not for what was proven.
  private static final Set<String> WANTING =
      Set.of("code", "platform.models", "platform.ids", "tcb.floors");

  /// What a policy says about a result.
  public static Verdict of(AttestationResult result, AppraisalPolicy policy) {
    return switch (result) {
      case Refused refused -> CONTRAINDICATED;
      case Proven proven -> of(Appraiser.appraise(policy, proven, proven.reportData()));
    };
  }

  private static Verdict of(Appraisal appraisal) {
    return switch (appraisal) {
      case Affirming affirming -> AFFIRMING;
      case Contraindicated(String policyId, List<Objection> reasons) ->
          reasons.stream().map(Objection::rule).allMatch(WANTING::contains)
              ? WARNING
              : CONTRAINDICATED;
    };
  }

  /// The name in results.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
