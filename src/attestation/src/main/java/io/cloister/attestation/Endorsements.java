// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation;

import java.util.List;

/// What the vendor says about the platforms it made. As hostile as the evidence: it comes from a
/// cache or from the attester itself, and a verifier checks every signature in it.
public sealed interface Endorsements {
  /// For simulated evidence, which has no vendor.
  record None() implements Endorsements {}

  /// Intel's collateral for one platform model and time (PCS API version 4).
  ///
  /// @param tcbInfo the TCB Info object
  /// @param qeIdentity the quoting enclave's identity object
  /// @param rootCrl the root CA's revocation list, DER
  /// @param pckCrl the PCK CA's revocation list, DER
  /// @param pckCrlIssuerChain the PCK CA's certificates in PEM, CA first
  record IntelCollateral(
      SignedText tcbInfo,
      SignedText qeIdentity,
      Octets rootCrl,
      Octets pckCrl,
      Octets pckCrlIssuerChain)
      implements Endorsements {}

  /// AMD's certificates for one chip or cloud.
  ///
  /// @param leaf the VCEK or VLEK certificate, DER
  /// @param authorities the certificates above it, DER, in any order
  record AmdCertificates(Octets leaf, List<Octets> authorities) implements Endorsements {
    /// Copies the list.
    public AmdCertificates {
      authorities = List.copyOf(authorities);
    }
  }
}
