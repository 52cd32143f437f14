// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel;

import io.cloister.attestation.TcbStatus;
import io.cloister.attestation.intel.collateral.Level;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/// What the levels of a platform and its components come to together.
///
/// @param status converged
/// @param date the oldest of the levels'
/// @param advisories of all levels
record TcbJudgement(TcbStatus status, Instant date, NavigableSet<String> advisories) {
  /// @param status converged
  /// @param levels that matched, at least one
  static TcbJudgement of(TcbStatus status, List<Level> levels) {
    NavigableSet<String> advisories = new TreeSet<>();
    levels.forEach(level -> advisories.addAll(level.advisories()));
    Instant oldest = levels.stream().map(Level::date).min(Instant::compareTo).orElseThrow();
    return new TcbJudgement(status, oldest, advisories);
  }
}
