// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.batch;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;

/// One line of a manifest.
///
/// @param id the name of the result
/// @param evidence the file to verify
/// @param endorsements the vendor's files for it
/// @param at the instant to judge at
/// @param expectation what the manifest's author expects, if it says so
public record BatchCase(
    String id,
    Path evidence,
    EndorsementFiles endorsements,
    Instant at,
    Optional<Expectation> expectation) {

  /// Where the endorsements are.
  public sealed interface EndorsementFiles {
    /// @param collateral in the JSON form of DCAP tools
    /// @param trustAnchor the root certificate to pin for this case, DER
    record Intel(Path collateral, Path trustAnchor) implements EndorsementFiles {}

    /// @param leaf the VCEK or VLEK certificate, DER
    /// @param authorities the certificates above it, PEM
    record Amd(Path leaf, Path authorities) implements EndorsementFiles {}
  }

  /// What the manifest's author expects of verification.
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
      List<String> flags,
      String strictness) {}
}
