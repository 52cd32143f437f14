// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.appraisal;

import io.cloister.attestation.AttestationResult.Proven;
import io.cloister.attestation.Flag;
import io.cloister.attestation.Freshness;
import io.cloister.attestation.Platform;
import io.cloister.attestation.ReportData;
import io.cloister.attestation.Tcb;
import io.cloister.attestation.TcbStatus;
import io.cloister.attestation.Workload;
import io.cloister.attestation.appraisal.Appraisal.Affirming;
import io.cloister.attestation.appraisal.Appraisal.Contraindicated;
import io.cloister.attestation.appraisal.AppraisalPolicy.Accepted;
import io.cloister.attestation.appraisal.AppraisalPolicy.Machines;
import io.cloister.attestation.appraisal.AppraisalPolicy.TcbRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// Applies a policy to proven evidence.
///
/// It looks at every rule, not only up to the first that fails: whoever mends a machine wants the
/// whole list. Trusts the verifier's word, and nothing that the attester chose.
public final class Appraiser {
  private final AppraisalPolicy policy;
  private final List<Objection> objections = new ArrayList<>();

  private Appraiser(AppraisalPolicy policy) {
    this.policy = policy;
  }

  /// Appraises proven evidence.
  ///
  /// @param policy the relying party's rules
  /// @param proven what a verifier concluded
  /// @param expected the report data that binds the evidence to the keys and nonce of this very
  ///   conversation: without it a genuine quote of anybody would do
  public static Appraisal appraise(AppraisalPolicy policy, Proven proven, ReportData expected) {
    return new Appraiser(policy).appraise(proven, expected);
  }

  private Appraisal appraise(Proven proven, ReportData expected) {
    demand(
        proven.reportData().equals(expected),
        "reportData",
        "the evidence is not bound to this conversation's keys and nonce");
    demand(
        policy.kinds().contains(proven.kind()),
        "kinds",
        proven.kind() + " evidence is not accepted");
    judgeCode(proven.workload());
    judgePlatform(proven.platform());
    judgeTcb(proven.tcb());
    judgeFloor(proven.platform(), proven.tcb());
    judgeFlags(proven.flags());
    Instant expiresAt = judgeFreshness(proven.freshness());
    if (!objections.isEmpty()) {
      return new Contraindicated(policy.id(), objections);
    }
    return new Affirming(
        policy.id(),
        proven.measurement(),
        proven.mode(),
        ConfidenceClass.of(proven.tcb()),
        expiresAt);
  }

  private void judgeCode(Workload workload) {
    Accepted accepted = policy.code();
    boolean released =
        workload
            .release()
            .filter(found -> accepted.releases().stream().anyMatch(rule -> rule.admits(found)))
            .isPresent();
    demand(
        released || accepted.measured().allows(workload.code()),
        "code",
        "neither %s nor %s is listed"
            .formatted(
                workload.code(), workload.release().map(Object::toString).orElse("a release")));
  }

  private void judgePlatform(Platform platform) {
    Machines machines = policy.platform();
    demand(
        machines.models().allows(platform.model()),
        "platform.models",
        "the model " + platform.model() + " is not listed");
    demand(
        machines.ids().allowsAny(platform.ids()),
        "platform.ids",
        "none of the machine's identities " + platform.ids() + " is listed");
  }

  private void judgeTcb(Tcb tcb) {
    TcbRules rules = policy.tcb();
    demand(
        rules.statuses().contains(tcb.status()),
        "tcb.statuses",
        "the status " + tcb.status() + " is not accepted; advisories " + tcb.advisories());
    demand(
        tcb.date().map(date -> !date.isBefore(rules.minDate())).orElse(true),
        "tcb.minDate",
        "fixes are in up to %s only, demanded is %s"
            .formatted(tcb.date().map(Instant::toString).orElse("?"), rules.minDate()));
    demand(
        tcb.evaluationNumber() >= rules.minEvaluationNumber(),
        "tcb.minEvaluationNumber",
        "judged by data number %d, demanded is %d"
            .formatted(tcb.evaluationNumber(), rules.minEvaluationNumber()));
    ConfidenceClass found = ConfidenceClass.of(tcb);
    demand(
        found.compareTo(rules.worstClass()) <= 0,
        "tcb.worstClass",
        "confidence class %d, demanded is %d or better"
            .formatted(found.number(), rules.worstClass().number()));
  }

  private void judgeFloor(Platform platform, Tcb tcb) {
    demand(
        tcb.status() != TcbStatus.NOT_RATED
            || policy.tcb().floors().stream()
                .anyMatch(floor -> floor.carries(platform.model(), tcb.svns())),
        "tcb.floors",
        "%s with security versions %s stands on no listed floor"
            .formatted(platform.model(), new TreeMap<>(tcb.svns())));
  }

  private void judgeFlags(Set<Flag> flags) {
    flags.stream()
        .sorted()
        .forEach(flag ->
            demand(policy.flags().contains(flag), "flags", flag + " is set and not tolerated"));
  }

  private Instant judgeFreshness(Freshness freshness) {
    Instant oldest = freshness.verifiedAt().minus(policy.tcb().maxEndorsementAge());
    demand(
        !freshness.endorsedAt().isBefore(oldest),
        "tcb.maxEndorsementAge",
        "the vendor's oldest statement is of " + freshness.endorsedAt());
    Instant end = freshness.expiresAt();
    if (end.isBefore(freshness.verifiedAt())) {
      end = end.plus(policy.tcb().collateralGrace());
      demand(
          !end.isBefore(freshness.verifiedAt()),
          "tcb.collateralGrace",
          "the vendor's statements ran out at " + freshness.expiresAt());
    }
    Instant own = freshness.verifiedAt().plus(policy.validity());
    return own.isBefore(end) ? own : end;
  }

  private void demand(boolean holds, String rule, String explanation) {
    if (!holds) {
      objections.add(new Objection(rule, explanation));
    }
  }
}
