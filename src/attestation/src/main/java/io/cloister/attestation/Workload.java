// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation;

import java.util.List;
import java.util.Optional;

/// The code that runs, as the evidence names it.
///
/// @param code what was measured
/// @param release who signed it and as what, where the hardware checked such a signature
/// @param reportData what the code chose to say
public record Workload(Code code, Optional<Release> release, ReportData reportData) {
  /// The measured code. A TD's first measurement names only its firmware: without the registers,
  /// which the firmware extends with what it loads, any kernel could hide behind it.
  ///
  /// @param measurement MRENCLAVE, MRTD, or SNP's launch digest
  /// @param registers RTMR0 to RTMR3 of a TD; empty otherwise
  public record Code(Measurement measurement, List<Octets> registers) {
    /// Copies the list.
    public Code {
      registers = List.copyOf(registers);
    }

    /// Code that one measurement names completely.
    public static Code of(Measurement measurement) {
      return new Code(measurement, List.of());
    }
  }

  /// A signed release.
  ///
  /// @param signer MRSIGNER, or the digest of SNP's identity key
  /// @param productId the signer's number for the product
  /// @param svn the signer's security version of the code
  public record Release(Octets signer, int productId, int svn) {}
}
