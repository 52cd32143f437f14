// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.job;

import io.cloister.compliance.processing.Explanation;
import io.cloister.compliance.processing.ProcessingDecision;
import io.cloister.compliance.processing.Shortfall;
import io.cloister.gateway.decision.PolicyView;
import io.cloister.gateway.definition.Agreement;
import io.cloister.gateway.definition.Agreement.AgreedInput;
import io.cloister.gateway.worker.RegisteredWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What would come of a submission at this moment, and what would make it pass.
///
/// @param verdict `permit` when a submission would be authorised, else `deny`
/// @param policies every policy that determined the answer
/// @param approvals inputs whose owners must still approve
/// @param consents datasets that rest on consent and have none to the purpose
/// @param conditions datasets of special categories without a condition of Art. 9(2) GDPR
/// @param assessments datasets of special categories without an impact assessment
/// @param uploads inputs whose ciphertext is not here yet
/// @param mend what to do, one sentence each
record Evaluation(
    String verdict,
    String policyBundle,
    List<PolicyView> policies,
    List<Missing> approvals,
    List<Missing> consents,
    List<Missing> conditions,
    List<Missing> assessments,
    List<Missing> uploads,
    Workers workers,
    List<String> mend) {

  /// One input that lacks something, and whose it is.
  record Missing(String table, String dataset, String tenant) {
    static Missing of(AgreedInput input) {
      return new Missing(input.table(), input.dataset(), input.tenant());
    }
  }

  /// How many workers could run the job, and how many it takes.
  record Workers(int able, int needed) {}

  static Evaluation of(
      Agreement agreement,
      List<RegisteredWorker> able,
      ProcessingDecision decision,
      List<String> further) {
    Shortfall shortfall = Shortfall.of(decision.record());
    int needed = agreement.definition().constraints().replicas();
    List<AgreedInput> uploads =
        agreement.inputs().stream().filter(input -> input.upload().isEmpty()).toList();
    List<String> mend = new ArrayList<>(further);
    decision.explanations().stream()
        .filter(each -> each.reason() != Explanation.Reason.PERMITS)
        .map(Explanation::advice)
        .forEach(mend::add);
    if (!uploads.isEmpty()) {
      mend.add("Every owner must upload the sealed data of its input.");
    }
    if (able.size() < needed) {
      mend.add("Every owner must grant its key to at least " + needed + " of the same workers.");
    }
    boolean passes = decision instanceof ProcessingDecision.Permitted && mend.isEmpty();
    return new Evaluation(
        passes ? "permit" : "deny",
        decision.record().statement().bundle().hex(),
        decision.explanations().stream().map(PolicyView::of).toList(),
        missing(agreement, shortfall.approvals()),
        missing(agreement, shortfall.consents()),
        missing(agreement, shortfall.conditions()),
        missing(agreement, shortfall.assessments()),
        uploads.stream().map(Missing::of).toList(),
        new Workers(able.size(), needed),
        mend.stream().distinct().toList());
  }

  private static List<Missing> missing(Agreement agreement, Set<String> datasets) {
    return agreement.inputs().stream()
        .filter(input -> datasets.contains(input.dataset()))
        .map(Missing::of)
        .toList();
  }
}
