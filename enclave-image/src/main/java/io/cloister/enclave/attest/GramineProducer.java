// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.attest;

import io.cloister.attestation.Evidence;
import io.cloister.attestation.Evidence.SgxEvidence;
import io.cloister.attestation.Octets;
import io.cloister.attestation.ReportData;
import io.cloister.enclave.device.Attributes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// SGX quotes from Gramine's `/dev/attestation`: report data is written to one file, and another
/// then reads as the quote over it. The files belong to this process alone; within it, one quote is
/// made at a time.
public final class GramineProducer implements EvidenceProducer {
  /// Where Gramine has them.
  public static final Path FOLDER = Path.of("/dev/attestation");

  private static final String DCAP = "dcap";
  private static final int MAX_TYPE = 64;

  private final Attributes attributes;
  private final Path folder;

  /// A producer over Gramine's files.
  public GramineProducer(Attributes attributes, Path folder) {
    this.attributes = attributes;
    this.folder = folder;
  }

  @Override
  public synchronized Evidence attest(ReportData reportData) throws IOException {
    byte[] bytes = attributes.read(folder.resolve("attestation_type"), MAX_TYPE);
    String type = new String(bytes, StandardCharsets.US_ASCII).strip();
    if (!type.equals(DCAP)) {
      throw new IOException(
          "%s attests by '%s': set sgx.remote_attestation = \"dcap\" in the manifest"
              .formatted(folder, type));
    }
    attributes.write(folder.resolve("user_report_data"), reportData.toBytes());
    byte[] quote = attributes.read(folder.resolve("quote"), Evidence.MAX_SIZE);
    return Spoken.requireSaid(new SgxEvidence(Octets.of(quote)), reportData);
  }
}
