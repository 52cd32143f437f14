// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel.quote;

import io.cloister.attestation.Octets;

/// An SGX report body of 384 bytes: of a workload, or of the quoting enclave itself.
///
/// @param bytes as signed
public record EnclaveReport(Octets bytes) implements ReportBody {
  static final int SIZE = 384;

  /// The CPU's capabilities in use, 4 bytes.
  public Octets miscSelect() {
    return bytes.slice(16, 20);
  }

  /// Attributes and XFRM, 16 bytes.
  public Octets attributes() {
    return bytes.slice(48, 64);
  }

  /// Whether a debugger may read the enclave's memory (`ATTRIBUTES.DEBUG`).
  public boolean isDebug() {
    return (bytes.at(48) & 0x02) != 0;
  }

  /// The measurement of the enclave, 32 bytes.
  public Octets mrEnclave() {
    return bytes.slice(64, 96);
  }

  /// The digest of the signer's key, 32 bytes.
  public Octets mrSigner() {
    return bytes.slice(128, 160);
  }

  /// The signer's number for the product.
  public int isvProdId() {
    return bytes.at(256) | bytes.at(257) << 8;
  }

  /// The signer's security version.
  public int isvSvn() {
    return bytes.at(258) | bytes.at(259) << 8;
  }

  @Override
  public Octets reportData() {
    return bytes.slice(320, 384);
  }
}
