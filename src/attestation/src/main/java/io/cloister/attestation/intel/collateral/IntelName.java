// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel.collateral;

import io.cloister.attestation.Reason;
import io.cloister.attestation.RefusalException;
import io.cloister.attestation.crypto.EcCurve;
import io.cloister.attestation.crypto.EcKey;
import io.cloister.attestation.x509.Certificate;
import io.cloister.attestation.x509.Name;
import io.cloister.attestation.x509.PublicKey;

/// The names that Intel gives to its certificates, each for one purpose.
public enum IntelName {
  /// A platform's provisioning certification key.
  PCK("Intel SGX PCK Certificate"),
  /// The two authorities that issue PCK certificates.
  PCK_AUTHORITY("Intel SGX PCK Platform CA", "Intel SGX PCK Processor CA"),
  /// The only signer of TCB Info and identities.
  TCB_SIGNING("Intel SGX TCB Signing");

  private static final String ORGANIZATION = "Intel Corporation";

  private final String commonName;
  private final String alternative;

  IntelName(String commonName) {
    this(commonName, commonName);
  }

  IntelName(String commonName, String alternative) {
    this.commonName = commonName;
    this.alternative = alternative;
  }

  private boolean matches(Name subject) {
    return (subject.commonName().equals(commonName) || subject.commonName().equals(alternative))
        && subject.organization().equals(ORGANIZATION);
  }

  /// Demands that a certificate is of this purpose, and returns its P-256 key.
  public EcKey require(Certificate certificate) throws RefusalException {
    if (!matches(certificate.subject())) {
      throw new RefusalException(
          Reason.CHAIN, certificate.subject().commonName() + " where " + this + " belongs");
    }
    if (certificate.publicKey() instanceof PublicKey.Ec(EcKey key) && key.curve() == EcCurve.P256) {
      return key;
    }
    throw new RefusalException(Reason.CHAIN, "the key of " + this + " is not on P-256");
  }
}
