// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.batch;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One entry of a manifest.
///
/// @param id the name of the result
/// @param kind the author's word for what the case is made of, for the scoreboard
/// @param source what to verify
/// @param expectation what the manifest's author expects, if it says so
public record BatchCase(String id, String kind, Source source, Optional<Expectation> expectation) {

  /// What to verify, or why there is nothing.
  public sealed interface Source {}

  /// Files to verify.
  ///
  /// @param evidence a quote or a report
  /// @param endorsements the vendor's files for it
  /// @param trustAnchor the root certificate to pin, DER; without it the vendor's own roots
  /// @param at the instant to judge at
  public record Files(
      Path evidence, EndorsementFiles endorsements, Optional<Path> trustAnchor, Instant at)
      implements Source {}

  /// An entry that names no files.
  ///
  /// @param why what it lacks
  public record Broken(String why) implements Source {}

  /// Where the endorsements are.
  public sealed interface EndorsementFiles {
    /// @param collateral in the JSON form of DCAP tools
    record Intel(Path collateral) implements EndorsementFiles {}

    /// @param certificates in PEM or DER: the VCEK's or VLEK's first, then those above it in any
    ///   order
    record Amd(List<Path> certificates) implements EndorsementFiles {
      /// Copies the list.
      public Amd {
        certificates = List.copyOf(certificates);
      }
    }
  }
}
