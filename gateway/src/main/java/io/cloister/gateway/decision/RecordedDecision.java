// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.decision;

import io.cloister.gateway.problem.Wire;
import io.cloister.policy.Decision;
import io.cloister.policy.PolicyError;
import io.cloister.policy.bundle.DecisionRecord;
import io.cloister.policy.bundle.DecisionStatement;
import io.cloister.policy.bundle.PolicyBundle;
import io.cloister.policy.bundle.Replay;
import io.cloister.protocol.encoding.Digest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A decision, explained, with the digests of all that it was made of.
///
/// @param id the digest of the decision's statement, which receipts and the chain carry
/// @param policies every policy that determined it
/// @param errors policies that could not be evaluated
/// @param record the encoded record, base64url: enough to decide again
record RecordedDecision(
    String id,
    UUID job,
    String verdict,
    Instant decidedAt,
    Digests digests,
    List<PolicyView> policies,
    List<ErrorView> errors,
    String record) {

  /// Digests in hex. Whoever holds the bundle, the entities and the request decides the same.
  record Digests(String bundle, String schema, String entities, String request) {}

  /// A policy that could not be evaluated, and why not.
  record ErrorView(String policy, String fault) {
    static ErrorView of(PolicyError error) {
      return new ErrorView(error.policyId(), error.fault().name());
    }
  }

  static RecordedDecision of(Decisions.Found found) {
    DecisionEntity row = found.decision();
    DecisionRecord record = Wire.stored(row.record, DecisionRecord::decode);
    PolicyBundle bundle = Wire.stored(found.bundle(), PolicyBundle::decode);
    DecisionStatement statement = record.statement();
    return new RecordedDecision(
        row.id,
        row.job,
        verdict(statement.decision()),
        statement.decidedAt(),
        new Digests(
            statement.bundle().hex(),
            Digest.of(bundle.schema()).hex(),
            statement.entities().hex(),
            statement.request().hex()),
        Decisions.explain(row.record, found.bundle()),
        errors(statement.decision()),
        Wire.base64(row.record));
  }

  private static String verdict(Decision decision) {
    return decision.grants() ? "permit" : "deny";
  }

  private static List<ErrorView> errors(Decision decision) {
    return decision.errors().stream().map(ErrorView::of).toList();
  }

  /// What came of deciding again, from the recorded entities and request alone.
  ///
  /// @param outcome `identical`, or `differs` when the record is false
  record ReplayView(
      String id, String outcome, String verdict, List<String> determining, List<ErrorView> errors) {
    static ReplayView of(Decisions.Found found) {
      DecisionEntity row = found.decision();
      PolicyBundle bundle = Wire.stored(found.bundle(), PolicyBundle::decode);
      return switch (Wire.stored(row.record, DecisionRecord::decode).replay(bundle)) {
        case Replay.Identical(var decision) -> of(row.id, "identical", decision);
        case Replay.Differs(var recorded, var replayed) -> of(row.id, "differs", replayed);
        case Replay.OtherBundle other ->
            throw new IllegalStateException("a bundle is stored under another's digest");
      };
    }

    private static ReplayView of(String id, String outcome, Decision decision) {
      return new ReplayView(
          id,
          outcome,
          RecordedDecision.verdict(decision),
          decision.determining(),
          RecordedDecision.errors(decision));
    }
  }
}
