// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/// The state of the platform's trusted computing base.
///
/// @param status converged over platform, quoting enclave and TDX module
/// @param date the oldest among the levels that these match: up to then all fixes are in; empty
///   where the vendor does not date its levels (AMD)
/// @param advisories the vendor's advisories that still apply, sorted
/// @param evaluationNumber the vendor's running number of the data that was judged by
/// @param svns security versions by the component's name, where the vendor does not rate them and a
///   policy must
public record Tcb(
    TcbStatus status,
    Optional<Instant> date,
    NavigableSet<String> advisories,
    int evaluationNumber,
    Map<String, Integer> svns) {
  /// Copies the collections.
  public Tcb {
    advisories = Collections.unmodifiableNavigableSet(new TreeSet<>(advisories));
    svns = Map.copyOf(svns);
  }

  /// A state that the vendor rates, with advisories in any order.
  public static Tcb rated(
      TcbStatus status, Instant date, Collection<String> advisories, int evaluationNumber) {
    return new Tcb(
        status, Optional.of(date), new TreeSet<>(advisories), evaluationNumber, Map.of());
  }

  /// A state that the vendor does not rate.
  public static Tcb notRated(Map<String, Integer> svns) {
    return new Tcb(TcbStatus.NOT_RATED, Optional.empty(), new TreeSet<>(List.of()), 0, svns);
  }
}
