// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.attest;

import io.cloister.attestation.Evidence;
import io.cloister.attestation.Evidence.SgxEvidence;
import io.cloister.attestation.Evidence.SimulatedEvidence;
import io.cloister.attestation.Evidence.SnpEvidence;
import io.cloister.attestation.Evidence.TdxEvidence;
import io.cloister.attestation.Octets;
import io.cloister.attestation.ReportData;
import io.cloister.attestation.intel.quote.EnclaveReport;
import io.cloister.attestation.intel.quote.QuoteParser;
import io.cloister.attestation.intel.quote.ReportBody;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;

/// Looks whether a platform's answer is of the expected kind and carries what it was asked to
/// carry, so that a mistake shows where it was made and not at the one who verifies.
final class Spoken {
  private static final int SNP_SIZE = 1184;
  private static final int SNP_REPORT_DATA = 0x50;

  private Spoken() {}

  /// The evidence itself.
  ///
  /// @throws IOException if it is of another kind or says something else
  static Evidence requireSaid(Evidence evidence, ReportData asked) throws IOException {
    try {
      if (!said(evidence).equals(asked.octets())) {
        throw new IOException("the platform's evidence carries other report data than was asked");
      }
      return evidence;
    } catch (MalformedException e) {
      throw new IOException(
          "the platform's answer is no %s evidence: %s"
              .formatted(evidence.kind().label(), e.getMessage()),
          e);
    }
  }

  private static Octets said(Evidence evidence) throws MalformedException {
    return switch (evidence) {
      case SgxEvidence(Octets quote) -> said(quote, true);
      case TdxEvidence(Octets quote) -> said(quote, false);
      case SnpEvidence(Octets report) -> {
        if (report.size() != SNP_SIZE) {
          throw new MalformedException("expected " + SNP_SIZE + " bytes, not " + report.size());
        }
        yield report.slice(SNP_REPORT_DATA, SNP_REPORT_DATA + ReportData.SIZE);
      }
      case SimulatedEvidence _ -> throw new MalformedException("expected a platform's own");
    };
  }

  private static Octets said(Octets quote, boolean enclave) throws MalformedException {
    ReportBody body = QuoteParser.parse(quote).body();
    if (body instanceof EnclaveReport != enclave) {
      throw new MalformedException("expected a quote of the other TEE");
    }
    return body.reportData();
  }
}
