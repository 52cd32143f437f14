// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.attest;

import io.cloister.attestation.AttestationResult;
import io.cloister.attestation.AttestationResult.Proven;
import io.cloister.attestation.AttestationResult.Refused;
import io.cloister.attestation.Tcb;
import io.cloister.attestation.appraisal.Appraisal;
import io.cloister.attestation.appraisal.Appraisal.Affirming;
import io.cloister.attestation.appraisal.Appraisal.Contraindicated;
import io.cloister.attestation.appraisal.AppraisalPolicy;
import io.cloister.attestation.appraisal.Appraiser;
import io.cloister.attestation.batch.Verdict;
import java.util.ArrayList;
import java.util.List;

/// A result as people read it.
final class ResultText {
  private ResultText() {}

  /// The result in one line.
  static String summary(AttestationResult result) {
    return switch (result) {
      case Refused(var reason, String detail) -> "reject (" + reason.label() + ": " + detail + ")";
      case Proven proven -> "accept (" + proven.kind().label() + ", " + tcb(proven.tcb()) + ")";
    };
  }

  /// All that was proven and what a policy says about it.
  static List<String> lines(AttestationResult result, AppraisalPolicy policy) {
    List<String> lines = new ArrayList<>();
    lines.add(summary(result));
    if (result instanceof Proven proven) {
      lines.add("measurement  " + proven.measurement());
      proven.workload().release().ifPresent(release -> lines.add("release      " + release));
      lines.add("report data  " + proven.reportData());
      lines.add("platform     " + proven.platform().model() + " " + proven.platform().ids());
      lines.add("flags        " + (proven.flags().isEmpty() ? "none" : proven.flags()));
      lines.add("holds until  " + proven.freshness().expiresAt());
      lines.add("appraisal    " + Verdict.of(result, policy).label() + " by " + policy.id());
      objections(Appraiser.appraise(policy, proven, proven.reportData()), lines);
    }
    return lines;
  }

  private static void objections(Appraisal appraisal, List<String> lines) {
    switch (appraisal) {
      case Affirming affirming ->
          lines.add("  confidence class " + affirming.confidenceClass().number());
      case Contraindicated refused ->
          refused.reasons().forEach(objection -> lines.add("  " + objection));
    }
  }

  private static String tcb(Tcb tcb) {
    return tcb.status()
        + tcb.date().map(date -> " of " + date).orElse("")
        + (tcb.advisories().isEmpty() ? "" : ", " + String.join(" ", tcb.advisories()));
  }
}
