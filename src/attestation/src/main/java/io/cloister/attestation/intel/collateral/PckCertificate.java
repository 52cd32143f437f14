// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel.collateral;

import io.cloister.attestation.Octets;
import io.cloister.attestation.Reason;
import io.cloister.attestation.RefusalException;
import io.cloister.attestation.crypto.EcKey;
import io.cloister.attestation.x509.Certificate;
import java.util.Set;

/// A platform's provisioning certification key, and what Intel certifies about the platform.
///
/// @param certificate the whole
/// @param key signs the quoting enclave's reports
/// @param claims the SGX extension's content
public record PckCertificate(Certificate certificate, EcKey key, PckClaims claims) {
  /// What the SGX extension (OID 1.2.840.113741.1.13.1) says.
  ///
  /// @param cpuSvn the 16 component SVNs
  /// @param pceSvn of the provisioning certification enclave
  /// @param pceId which one that is, 2 bytes
  /// @param fmspc the model, 6 bytes
  /// @param platformIds PPID and platform instance, where they are not zero
  public record PckClaims(
      Octets cpuSvn, int pceSvn, Octets pceId, Octets fmspc, Set<Octets> platformIds) {}

  /// Takes a certificate as a PCK certificate. Who issued it is not asked here.
  static PckCertificate of(Certificate certificate) throws RefusalException {
    EcKey key = IntelName.PCK.require(certificate);
    certificate.requireEndEntity();
    byte[] extension =
        certificate
            .extension(SgxExtension.OID)
            .orElseThrow(() -> new RefusalException(Reason.CHAIN, "no SGX extension"));
    return new PckCertificate(certificate, key, SgxExtension.parse(extension));
  }
}
