// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.processing;

import static java.util.Objects.requireNonNull;

import io.cloister.policy.Effect;
import io.cloister.policy.Policy;

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

  static Explanation of(Policy policy) {
    return of(policy, policy.effect() == Effect.PERMIT ? Reason.PERMITS : Reason.FORBIDS);
  }

  static Explanation of(Policy policy, Reason reason) {
    return new Explanation(
        policy.id(),
        reason,
        policy.annotation("article").orElse(""),
        policy.annotation("advice").orElse(""));
  }
}
