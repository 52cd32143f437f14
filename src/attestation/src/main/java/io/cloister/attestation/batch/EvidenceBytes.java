// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.batch;

import io.cloister.attestation.Evidence;
import io.cloister.attestation.EvidenceKind;
import io.cloister.attestation.Octets;
import io.cloister.attestation.batch.BatchCase.EndorsementFiles;
import io.cloister.attestation.intel.quote.QuoteParser;

/// Tells what technology bytes without a label are of. A wrong guess costs nothing but the answer:
/// whatever they are taken for is then verified.
final class EvidenceBytes {
  private EvidenceBytes() {}

  /// By the endorsements' vendor, and Intel's two technologies by the quote's own header.
  static Evidence of(Octets bytes, EndorsementFiles endorsements) {
    return Evidence.of(
        switch (endorsements) {
          case EndorsementFiles.Amd amd -> EvidenceKind.SNP;
          case EndorsementFiles.Intel intel ->
              QuoteParser.claimsTd(bytes) ? EvidenceKind.TDX : EvidenceKind.SGX;
        },
        bytes);
  }
}
