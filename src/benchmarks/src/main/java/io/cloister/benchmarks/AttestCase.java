// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.benchmarks;

import io.cloister.attestation.Endorsements;
import io.cloister.attestation.Evidence;
import io.cloister.attestation.EvidenceKind;
import io.cloister.attestation.Octets;
import io.cloister.attestation.batch.BatchCase;
import io.cloister.attestation.batch.BatchCase.EndorsementFiles.Intel;
import io.cloister.attestation.batch.BatchManifest;
import io.cloister.attestation.intel.collateral.CollateralJson;
import io.cloister.attestation.intel.quote.QuoteParser;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A real quote that both sides accept, with its collateral and an instant at which that held.
///
/// @param files where both are
/// @param evidence the quote
/// @param endorsements the collateral, taken out of its container
record AttestCase(BatchCase.Files files, Evidence evidence, Endorsements endorsements) {
  /// All real quotes of the vectors that are genuine and that no default policy of either side
  /// refuses: the package has its policy built in.
  static List<AttestCase> all(Path vectors) throws BenchmarkException {
    List<AttestCase> cases = new ArrayList<>();
    try {
      for (BatchCase one : BatchManifest.read(vectors.resolve("manifest.json")).cases()) {
        if (isPlainlyGenuine(one) && one.source() instanceof BatchCase.Files files) {
          cases.add(of(files));
        }
      }
    } catch (IOException | MalformedException e) {
      throw new BenchmarkException(
          "cannot read the attestation vectors in "
              + vectors
              + "; set CLOISTER_VECTORS to the folder above them",
          e);
    }
    return cases;
  }

  private static boolean isPlainlyGenuine(BatchCase one) {
    return one.kind().equals("real")
        && one.expectation()
            .filter(expected -> expected.isStrict() && expected.result().equals("accept"))
            .filter(expected -> expected.flags().filter(flags -> !flags.isEmpty()).isEmpty())
            .isPresent();
  }

  private static AttestCase of(BatchCase.Files files) throws IOException, MalformedException {
    if (!(files.endorsements() instanceof Intel(Path collateral))) {
      throw new MalformedException("expected Intel's collateral");
    }
    Octets quote = Octets.of(Files.readAllBytes(files.evidence()));
    EvidenceKind kind = QuoteParser.claimsTd(quote) ? EvidenceKind.TDX : EvidenceKind.SGX;
    return new AttestCase(
        files, Evidence.of(kind, quote), CollateralJson.read(Files.readAllBytes(collateral)));
  }

  Instant at() {
    return files.at();
  }

  /// Quote, collateral and seconds of the epoch, for another program.
  List<String> words() {
    return files.endorsements() instanceof Intel(Path collateral)
        ? List.of(
            files.evidence().toString(),
            collateral.toString(),
            Long.toString(files.at().getEpochSecond()))
        : List.of();
  }
}
