// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation;

import io.cloister.protocol.encoding.MalformedException;
import java.util.Locale;

/// Which technology made the evidence. The code is its tag on the wire and never changes.
public enum EvidenceKind {
  /// Made by software for development; proves nothing about hardware.
  SIMULATED(0),
  /// An Intel SGX quote, version 3 (or 5 with an enclave report).
  SGX(1),
  /// An Intel TDX quote, version 4 or 5.
  TDX(2),
  /// An AMD SEV-SNP attestation report.
  SNP(3);

  private final int code;

  EvidenceKind(int code) {
    this.code = code;
  }

  /// The tag on the wire.
  public int code() {
    return code;
  }

  /// The name in receipts and reports: `simulated`, `sgx`, `tdx` or `snp`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether real hardware or software made it.
  public Mode mode() {
    return this == SIMULATED ? Mode.SIMULATED : Mode.HARDWARE;
  }

  static EvidenceKind ofCode(long code) throws MalformedException {
    for (EvidenceKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new MalformedException("expected a known kind of evidence");
  }
}
