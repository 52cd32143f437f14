// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.batch;

import io.cloister.attestation.AttestationResult;
import io.cloister.attestation.AttestationResult.Refused;
import io.cloister.attestation.Endorsements;
import io.cloister.attestation.Endorsements.AmdCertificates;
import io.cloister.attestation.Evidence;
import io.cloister.attestation.EvidenceKind;
import io.cloister.attestation.Octets;
import io.cloister.attestation.Reason;
import io.cloister.attestation.Verifier;
import io.cloister.attestation.batch.BatchCase.EndorsementFiles.Amd;
import io.cloister.attestation.batch.BatchCase.EndorsementFiles.Intel;
import io.cloister.attestation.intel.IntelVerifier;
import io.cloister.attestation.intel.collateral.CollateralJson;
import io.cloister.attestation.intel.quote.QuoteParser;
import io.cloister.attestation.roots.HardwareVerifier;
import io.cloister.attestation.x509.Certificate;
import io.cloister.attestation.x509.PemChain;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Verifies the cases of a manifest from their files.
///
/// A file that cannot be read is an error of the caller's world and thrown; whatever a file holds
/// is a matter of the result.
public final class BatchRunner {
  private final Verifier hardware = HardwareVerifier.production();
  private final Map<Path, Verifier> anchored = new HashMap<>();

  /// Verifies one case.
  ///
  /// @throws IOException if a file cannot be read
  public AttestationResult run(BatchCase batchCase) throws IOException {
    return run(batchCase, Files.readAllBytes(batchCase.evidence()));
  }

  /// Verifies one case with a bit of its evidence changed.
  ///
  /// @throws IOException if a file cannot be read
  /// @throws IndexOutOfBoundsException if the flip is beyond the evidence's end
  public AttestationResult run(BatchCase base, BatchFlip flip) throws IOException {
    byte[] evidence = Files.readAllBytes(base.evidence());
    evidence[flip.offset()] ^= (byte) flip.xor();
    return run(base, evidence);
  }

  private AttestationResult run(BatchCase batchCase, byte[] bytes) throws IOException {
    Octets evidence = Octets.of(bytes);
    try {
      return switch (batchCase.endorsements()) {
        case Intel files ->
            anchored(files.trustAnchor())
                .verify(quote(evidence), collateral(files), batchCase.at());
        case Amd files ->
            hardware.verify(
                Evidence.of(EvidenceKind.SNP, evidence), certificates(files), batchCase.at());
      };
    } catch (MalformedException e) {
      return new Refused(Reason.ENDORSEMENTS, String.valueOf(e.getMessage()));
    }
  }

  private Verifier anchored(Path trustAnchor) throws IOException, MalformedException {
    Verifier known = anchored.get(trustAnchor);
    if (known == null) {
      Certificate root = Certificate.parse(Octets.of(Files.readAllBytes(trustAnchor)));
      known = new Verifier(List.of(new IntelVerifier(root)));
      anchored.put(trustAnchor, known);
    }
    return known;
  }

  private static Evidence quote(Octets bytes) {
    EvidenceKind kind = QuoteParser.claimsTd(bytes) ? EvidenceKind.TDX : EvidenceKind.SGX;
    return Evidence.of(kind, bytes);
  }

  private static Endorsements collateral(Intel files) throws IOException, MalformedException {
    return CollateralJson.read(Files.readAllBytes(files.collateral()));
  }

  private static Endorsements certificates(Amd files) throws IOException, MalformedException {
    List<Octets> authorities =
        PemChain.parse(Octets.of(Files.readAllBytes(files.authorities()))).stream()
            .map(Certificate::der)
            .toList();
    return new AmdCertificates(Octets.of(Files.readAllBytes(files.leaf())), authorities);
  }
}
