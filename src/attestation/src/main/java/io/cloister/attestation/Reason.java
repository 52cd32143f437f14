// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation;

import java.util.Locale;

/// Why evidence was refused: the first rule that it broke.
public enum Reason {
  /// No verifier was configured that accepts this kind of evidence.
  UNSUPPORTED,
  /// The evidence is not well-formed.
  FORMAT,
  /// The endorsements are missing, of another technology, or not well-formed.
  ENDORSEMENTS,
  /// A certificate does not lead to the pinned root, or may not do what it did.
  CHAIN,
  /// A revocation list is missing, foreign, or not signed by its issuer.
  CRL,
  /// A certificate is on a revocation list.
  REVOKED,
  /// Something is not valid yet or no longer.
  EXPIRED,
  /// A vendor's document is not signed by the vendor.
  ENDORSEMENT_SIGNATURE,
  /// The endorsements speak about another technology or platform.
  MISMATCH,
  /// The TDX module is not the vendor's.
  TDX_MODULE,
  /// The quoting enclave's report is not signed by the platform.
  QE_REPORT_SIGNATURE,
  /// The quoting enclave did not vouch for the attestation key.
  QE_REPORT_DATA,
  /// The quoting enclave is not the vendor's.
  QE_IDENTITY,
  /// The evidence is not signed by the attestation key.
  SIGNATURE,
  /// The platform is below every level that the vendor knows.
  TCB_NOT_SUPPORTED,
  /// The vendor revoked the platform's level.
  TCB_REVOKED;

  /// The name in reports.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
