// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.bundle;

import io.cloister.client.bundle.Step.Verdict;
import io.cloister.client.json.JsonObject;
import java.util.List;
import java.util.Optional;

/// What the verifier concluded, step by step. The steps end with the first that failed.
///
/// @param steps in the order of the argument
/// @param proven what the whole argument proves; empty unless every step held
public record Verification(List<Step> steps, Optional<ProvenJob> proven) {
  /// Copies the steps.
  public Verification {
    steps = List.copyOf(steps);
    if (proven.isPresent() != steps.stream().allMatch(step -> step.verdict() == Verdict.HELD)) {
      throw new IllegalArgumentException("a job is proven if and only if every step held");
    }
  }

  /// Whether every step held.
  public boolean valid() {
    return proven.isPresent();
  }

  /// The step that failed, if one did.
  public Optional<Step> failure() {
    return steps.stream().filter(step -> !step.ok()).findFirst();
  }

  /// {valid, steps[{name, ok, detail}], and what was proven}.
  public JsonObject toJson() {
    JsonObject json =
        JsonObject.empty()
            .with("valid", valid())
            .with("steps", steps.stream().map(Verification::json).toList());
    return proven.map(job -> json.with("job", job.toJson())).orElse(json);
  }

  private static JsonObject json(Step step) {
    return JsonObject.empty()
        .with("name", step.name())
        .with("ok", step.ok())
        .with("detail", step.detail());
  }
}
