// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.decision;

import io.cloister.compliance.processing.Explanation;

/// A policy that determined a decision, with the article that it serves and what would mend it.
public record PolicyView(String id, String reason, String article, String advice) {
  public static PolicyView of(Explanation explanation) {
    return new PolicyView(
        explanation.policyId(),
        explanation.reason().name(),
        explanation.article(),
        explanation.advice());
  }
}
