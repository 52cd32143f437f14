// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.attest;

import io.cloister.attestation.Evidence;
import io.cloister.attestation.ReportData;
import java.io.IOException;

/// Gets evidence about this very process from the platform that it runs on.
@FunctionalInterface
public interface EvidenceProducer {
  /// Makes fresh evidence that carries this report data.
  ///
  /// @throws IOException if the platform gives none
  Evidence attest(ReportData reportData) throws IOException;
}
