// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.processing;

import static io.cloister.compliance.processing.Explanation.Reason.FAILED;
import static io.cloister.compliance.processing.Explanation.Reason.FORBIDS;
import static io.cloister.compliance.processing.Explanation.Reason.PERMITS;
import static java.util.Objects.requireNonNull;

import io.cloister.policy.Decision;
import io.cloister.policy.Effect;
import io.cloister.policy.Policy;
import io.cloister.policy.PolicySet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Why a decision is what it is: one policy that determined it, in the words of the law.
///
/// @param article the article of the GDPR that the policy serves, for example `5(1)(b)`
/// @param advice what would mend it
public record Explanation(String policyId, Reason reason, String article, String advice) {
  public Explanation {
    requireNonNull(policyId, "policyId");
    requireNonNull(reason, "reason");
    requireNonNull(article, "article");
    requireNonNull(advice, "advice");
  }

  /// The part a policy had in the decision.
  public enum Reason {
    PERMITS,
    FORBIDS,
    /// It could not be evaluated, and what cannot be evaluated is not granted.
    FAILED
  }

  /// Explains a decision that these policies made, sorted by policy id.
  public static List<Explanation> of(Decision decision, PolicySet policies) {
    Stream<Explanation> determining =
        decision.determining().stream()
            .flatMap(id -> policies.find(id).stream())
            .map(policy -> of(policy, policy.effect() == Effect.PERMIT ? PERMITS : FORBIDS));
    Stream<Explanation> failed =
        decision.errors().stream()
            .flatMap(error -> policies.find(error.policyId()).stream())
            .map(policy -> of(policy, FAILED));
    return Stream.concat(determining, failed)
        .sorted(Comparator.comparing(Explanation::policyId))
        .toList();
  }

  private static Explanation of(Policy policy, Reason reason) {
    return new Explanation(
        policy.id(),
        reason,
        policy.annotation("article").orElse(""),
        policy.annotation("advice").orElse(""));
  }
}
