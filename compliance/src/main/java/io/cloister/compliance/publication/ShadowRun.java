// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.publication;

import static java.util.Objects.requireNonNull;

import io.cloister.policy.Authorizer;
import io.cloister.policy.Decision;
import io.cloister.policy.bundle.DecisionRecord;
import io.cloister.policy.bundle.PolicyBundle;
import io.cloister.protocol.encoding.Digest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What would have come of recorded decisions if a candidate bundle had made them: each is decided
/// again over the entities and the request on record, and what comes out otherwise is listed.
/// Nothing is enforced and nothing recorded.
///
/// @param decisions how many records were decided again
/// @param flips those whose answer turns, in their order
/// @param shifts those whose answer stays but whose reasons or errors differ
public record ShadowRun(int decisions, List<Change> flips, List<Change> shifts) {
  public ShadowRun {
    flips = List.copyOf(flips);
    shifts = List.copyOf(shifts);
  }

  /// One record and what the candidate makes of it.
  ///
  /// @param record the digest of the recorded decision
  public record Change(Digest record, Decision recorded, Decision candidate) {
    public Change {
      requireNonNull(record, "record");
      requireNonNull(recorded, "recorded");
      requireNonNull(candidate, "candidate");
    }

    /// Policies that determine the candidate's answer and did not determine the recorded one.
    public Set<String> added() {
      return difference(candidate, recorded);
    }

    /// Policies that determined the recorded answer and do not determine the candidate's.
    public Set<String> removed() {
      return difference(recorded, candidate);
    }

    private static Set<String> difference(Decision these, Decision others) {
      Set<String> only = new TreeSet<>(these.determining());
      others.determining().forEach(only::remove);
      return only;
    }
  }

  /// Decides the records again by the candidate.
  public static ShadowRun of(PolicyBundle candidate, Collection<DecisionRecord> records) {
    List<Change> flips = new ArrayList<>();
    List<Change> shifts = new ArrayList<>();
    for (DecisionRecord record : records) {
      Decision then = record.statement().decision();
      Decision now = Authorizer.decide(candidate.policies(), record.request(), record.entities());
      if (!now.equals(then)) {
        List<Change> changes = now.grants() == then.grants() ? shifts : flips;
        changes.add(new Change(record.digest(), then, now));
      }
    }
    return new ShadowRun(records.size(), flips, shifts);
  }
}
