// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.attest;

import io.cloister.attestation.AttestationResult;
import io.cloister.attestation.AttestationResult.Refused;
import io.cloister.attestation.Reason;
import io.cloister.attestation.appraisal.AppraisalPolicy;
import io.cloister.attestation.batch.BatchCase;
import io.cloister.attestation.batch.BatchFlip;
import io.cloister.attestation.batch.BatchManifest;
import io.cloister.attestation.batch.BatchRunner;
import io.cloister.attestation.batch.ResultLine;
import io.cloister.attestation.batch.Scoreboard;
import io.cloister.cli.keys.Talk;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Verifies a manifest's cases and flips one after the other and answers each as soon as it is
/// known. The scoreboard follows: beside the answer where that is JSON.
final class BatchReport {
  private final Talk talk;
  private final AppraisalPolicy policy;
  private final BatchRunner runner;
  private final Scoreboard scoreboard = new Scoreboard();

  BatchReport(Talk talk, AppraisalPolicy policy) {
    this.talk = talk;
    this.policy = policy;
    this.runner = new BatchRunner(policy);
  }

  void run(BatchManifest manifest, boolean json) {
    Map<String, BatchCase> cases = new HashMap<>();
    for (BatchCase batchCase : manifest.cases()) {
      cases.put(batchCase.id(), batchCase);
      AttestationResult result = runner.run(batchCase);
      scoreboard.note(batchCase, result);
      answer(batchCase.id(), result, json);
    }
    for (BatchFlip flip : manifest.flips()) {
      AttestationResult result =
          Optional.ofNullable(cases.get(flip.base()))
              .map(base -> runner.run(base, flip))
              .orElseGet(() -> new Refused(Reason.FORMAT, "no case is named " + flip.base()));
      scoreboard.note(flip, result);
      answer(flip.id(), result, json);
    }
    scoreboard.lines().forEach(json ? talk::say : talk::print);
  }

  private void answer(String id, AttestationResult result, boolean json) {
    talk.print(
        json
            ? new ResultLine(Optional.of(id), result, policy).toJson()
            : id + ": " + ResultText.summary(result));
  }

  boolean isPerfect() {
    return scoreboard.isPerfect();
  }
}
