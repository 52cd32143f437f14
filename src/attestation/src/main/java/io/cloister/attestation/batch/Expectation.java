// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.batch;

import io.cloister.attestation.AttestationResult;
import io.cloister.attestation.AttestationResult.Proven;
import io.cloister.attestation.AttestationResult.Refused;
import io.cloister.attestation.Flag;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a manifest's author expects of verification. What is not stated is not compared.
///
/// @param result `accept` or `reject`
/// @param tcbStatus where one is expected
/// @param advisoryIds where they are expected
/// @param tcbDate where one is expected
/// @param flags that a policy must see
/// @param strictness `must`, or `either` where both results are fine
public record Expectation(
    String result,
    Optional<String> tcbStatus,
    Optional<NavigableSet<String>> advisoryIds,
    Optional<String> tcbDate,
    Optional<NavigableSet<String>> flags,
    String strictness) {

  /// Whether there is one right answer.
  public boolean isStrict() {
    return !strictness.equals("either");
  }

  /// Whether a result is the expected one, in every stated part.
  public boolean isMetBy(AttestationResult found) {
    return switch (found) {
      case Refused refused -> result.equals("reject");
      case Proven proven -> result.equals("accept") && isMetBy(proven);
    };
  }

  private boolean isMetBy(Proven proven) {
    return tcbStatus.map(proven.tcb().status().label()::equals).orElse(true)
        && advisoryIds.map(proven.tcb().advisories()::equals).orElse(true)
        && tcbDate.map(date -> proven.tcb().date().equals(instant(date))).orElse(true)
        && flags
            .map(proven.flags().stream().map(Flag::label).collect(Collectors.toSet())::equals)
            .orElse(true);
  }

  private static Optional<Instant> instant(String date) {
    try {
      return Optional.of(Instant.parse(date));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
