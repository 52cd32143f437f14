// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.ear;

import io.cloister.attestation.AttestationResult;
import io.cloister.attestation.AttestationResult.Proven;
import io.cloister.attestation.AttestationResult.Refused;
import io.cloister.attestation.Flag;
import io.cloister.attestation.Mode;
import io.cloister.attestation.TcbStatus;
import io.cloister.attestation.appraisal.Appraisal.Affirming;
import io.cloister.attestation.appraisal.Appraisal.Contraindicated;
import io.cloister.attestation.appraisal.AppraisalPolicy;
import io.cloister.attestation.appraisal.Appraiser;
import io.cloister.attestation.appraisal.Objection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The normalized view of an appraisal (draft-ietf-rats-ar4si, section 2.3): a number per claim,
/// where 2 to 31 affirm, 32 to 95 warn, 96 and more contraindicate, and 0 says nothing.
///
/// @param claims by their names, in the draft's order; what a TEE cannot tell is left out
record TrustworthinessVector(Map<String, Integer> claims) {
  private static final int APPROVED = 2;
  private static final int UNSAFE = 32;
  private static final int UNRECOGNIZED_CODE = 33;
  private static final int VISIBLE = 96;
  private static final int UNRECOGNIZED = 97;
  private static final int NOT_GENUINE = 99;
  private static final int NO_CLAIM = 0;
  private static final int FIRST_WARNING = 32;
  private static final int FIRST_CONTRAINDICATION = 96;

  /// What a policy makes of a result.
  static TrustworthinessVector of(AttestationResult result, AppraisalPolicy policy) {
    return switch (result) {
      case Refused refused -> new TrustworthinessVector(Map.of("instance-identity", NOT_GENUINE));
      case Proven proven -> of(proven, policy);
    };
  }

  private static TrustworthinessVector of(Proven proven, AppraisalPolicy policy) {
    Set<String> broken =
        switch (Appraiser.appraise(policy, proven, proven.reportData())) {
          case Affirming affirming -> Set.<String>of();
          case Contraindicated refused ->
              refused.reasons().stream().map(Objection::rule).collect(Collectors.toSet());
        };
    Map<String, Integer> claims = new LinkedHashMap<>();
    claims.put("instance-identity", broken.contains("platform.ids") ? UNRECOGNIZED : APPROVED);
    claims.put("configuration", broken.contains("flags") ? VISIBLE : APPROVED);
    claims.put("executables", broken.contains("code") ? UNRECOGNIZED_CODE : APPROVED);
    claims.put("hardware", hardware(proven, broken));
    claims.put("runtime-opaque", isVisible(proven) ? VISIBLE : APPROVED);
    claims.put("storage-opaque", NO_CLAIM);
    return new TrustworthinessVector(claims);
  }

  private static int hardware(Proven proven, Set<String> broken) {
    if (proven.mode() == Mode.SIMULATED || broken.contains("kinds")) {
      return UNRECOGNIZED;
    }
    if (broken.stream()
        .anyMatch(rule -> rule.startsWith("tcb.") || rule.equals("platform.models"))) {
      return FIRST_CONTRAINDICATION;
    }
    return proven.tcb().status() == TcbStatus.UP_TO_DATE && proven.tcb().advisories().isEmpty()
        ? APPROVED
        : UNSAFE;
  }

  private static boolean isVisible(Proven proven) {
    return proven.mode() == Mode.SIMULATED || proven.flags().contains(Flag.DEBUG);
  }

  /// The status that the worst claim comes to.
  String status() {
    int worst = claims.values().stream().mapToInt(Integer::intValue).max().orElse(NO_CLAIM);
    if (worst >= FIRST_CONTRAINDICATION) {
      return "contraindicated";
    }
    return worst >= FIRST_WARNING ? "warning" : "affirming";
  }
}
