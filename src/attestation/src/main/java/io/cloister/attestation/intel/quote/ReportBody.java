// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel.quote;

import io.cloister.attestation.Octets;

/// What the hardware reports about the workload.
public sealed interface ReportBody permits EnclaveReport, TdReport {
  /// The report as it was signed.
  Octets bytes();

  /// What the workload chose to say, 64 bytes.
  Octets reportData();
}
