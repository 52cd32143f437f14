// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// The answer to a request. `determining` holds every forbid that held, or else every permit that
/// held; it is empty when nothing permitted. Both lists are sorted by policy id.
public record Decision(Verdict verdict, List<String> determining, List<PolicyError> errors) {
  public Decision {
    requireNonNull(verdict, "verdict");
    determining = List.copyOf(determining);
    errors = List.copyOf(errors);
  }

  /// Whether the request may go ahead: the verdict is a permit and no policy failed. Cedar skips a
  /// forbid that fails, so an error may hide a denial; whoever acts on a decision asks this.
  public boolean grants() {
    return verdict == Verdict.PERMIT && errors.isEmpty();
  }
}
