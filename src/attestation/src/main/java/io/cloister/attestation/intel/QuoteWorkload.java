// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel;

import io.cloister.attestation.Measurement;
import io.cloister.attestation.ReportData;
import io.cloister.attestation.Workload;
import io.cloister.attestation.Workload.Code;
import io.cloister.attestation.Workload.Release;
import io.cloister.attestation.intel.quote.EnclaveReport;
import io.cloister.attestation.intel.quote.ReportBody;
import io.cloister.attestation.intel.quote.TdReport;
import java.util.Optional;

/// Names the code that a quote attests.
final class QuoteWorkload {
  private QuoteWorkload() {}

  static Workload of(ReportBody body) {
    ReportData reportData = new ReportData(body.reportData());
    return switch (body) {
      case EnclaveReport report ->
          new Workload(
              Code.of(new Measurement(report.mrEnclave())),
              Optional.of(new Release(report.mrSigner(), report.isvProdId(), report.isvSvn())),
              reportData);
      // The owner fields of a TD are the host's word, so they name no signer.
      case TdReport report ->
          new Workload(
              new Code(new Measurement(report.mrTd()), report.rtmrs()),
              Optional.empty(),
              reportData);
    };
  }
}
