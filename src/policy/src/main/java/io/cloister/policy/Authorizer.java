// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy;

import io.cloister.policy.entity.Entities;
import io.cloister.policy.entity.Request;
import io.cloister.policy.value.EvaluationException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Decides requests as Cedar does: a forbid that holds overrides every permit, a policy that fails
/// is skipped and reported, and without a permit the answer is no. A pure function of its
/// arguments.
public final class Authorizer {
  private Authorizer() {}

  public static Decision decide(PolicySet policies, Request request, Entities entities) {
    Tally tally = new Tally(request, entities);
    policies.index().forEachCandidate(request, entities, tally::count);
    return tally.decision();
  }

  /// What the policies looked at so far say. Most requests meet no error, so that map is rarely
  /// filled.
  private static final class Tally {
    private final Request request;
    private final Entities entities;
    private final TreeSet<String> permits = new TreeSet<>();
    private final TreeSet<String> forbids = new TreeSet<>();
    private final TreeMap<String, PolicyError> errors = new TreeMap<>();

    Tally(Request request, Entities entities) {
      this.request = request;
      this.entities = entities;
    }

    void count(Policy policy) {
      try {
        if (policy.holds(request, entities)) {
          (policy.effect() == Effect.PERMIT ? permits : forbids).add(policy.id());
        }
      } catch (EvaluationException failure) {
        errors.put(policy.id(), new PolicyError(policy.id(), failure.fault()));
      }
    }

    Decision decision() {
      boolean permitted = forbids.isEmpty() && !permits.isEmpty();
      Verdict verdict = permitted ? Verdict.PERMIT : Verdict.DENY;
      List<String> determining = List.copyOf(forbids.isEmpty() ? permits : forbids);
      return new Decision(verdict, determining, new ArrayList<>(errors.values()));
    }
  }
}
