// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.attest;

import io.cloister.attestation.Evidence;
import io.cloister.attestation.Evidence.SnpEvidence;
import io.cloister.attestation.Evidence.TdxEvidence;
import io.cloister.attestation.Octets;
import io.cloister.attestation.ReportData;
import io.cloister.enclave.device.Attributes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;

/// TDX quotes and SEV-SNP reports from the guest's kernel, by its one interface for both
/// (`Documentation/ABI/testing/configfs-tsm`, Linux 6.7): an entry of one's own, report data in,
/// evidence out, entry gone.
///
/// The kernel counts what is written to an entry. A count other than this producer's own writes
/// means that somebody else wrote there, and that the evidence may be about theirs: it is thrown
/// away and made again in a new entry. So is a report that the kernel has no time for (EBUSY).
public final class TsmProducer implements EvidenceProducer {
  /// Where configfs is usually mounted.
  public static final Path FOLDER = Path.of("/sys/kernel/config/tsm/report");

  /// A quote takes tens of milliseconds; one who disturbs five in a row does so on purpose.
  private static final int ATTEMPTS = 5;

  private static final int MAX_SHORT = 64;

  private final Attributes attributes;
  private final Path folder;
  private final Supplier<String> names;

  /// A producer over the kernel's files.
  ///
  /// @param names gives an unused name for each entry
  public TsmProducer(Attributes attributes, Path folder, Supplier<String> names) {
    this.attributes = attributes;
    this.folder = folder;
    this.names = names;
  }

  @Override
  public Evidence attest(ReportData reportData) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return Spoken.requireSaid(once(reportData), reportData);
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw new IOException(
              "%s gave no evidence in %d attempts; the last: %s"
                  .formatted(folder, ATTEMPTS, e.getMessage()),
              e);
        }
      }
    }
  }

  private Evidence once(ReportData reportData) throws IOException {
    Path path = folder.resolve(names.get());
    attributes.makeDirectory(path);
    try (Entry entry = new Entry(path)) {
      long before = entry.generation();
      attributes.write(path.resolve("inblob"), reportData.toBytes());
      Octets report = Octets.of(attributes.read(path.resolve("outblob"), Evidence.MAX_SIZE));
      Evidence evidence = evidence(entry.text("provider"), report);
      if (entry.generation() != before + 1) {
        throw new IOException(path + " was written to by somebody else");
      }
      return evidence;
    }
  }

  private static Evidence evidence(String provider, Octets report) throws IOException {
    return switch (provider) {
      case "tdx_guest" -> new TdxEvidence(report);
      case "sev_guest" -> new SnpEvidence(report);
      default -> throw new IOException("the kernel's provider '" + provider + "' is not known");
    };
  }

  /// What the kernel made for one report.
  private final class Entry implements AutoCloseable {
    private final Path path;

    Entry(Path path) {
      this.path = path;
    }

    String text(String name) throws IOException {
      byte[] bytes = attributes.read(path.resolve(name), MAX_SHORT);
      return new String(bytes, StandardCharsets.US_ASCII).strip();
    }

    long generation() throws IOException {
      String text = text("generation");
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        throw new IOException(path + " counts no writes but says '" + text + "'", e);
      }
    }

    @Override
    public void close() throws IOException {
      attributes.removeDirectory(path);
    }
  }
}
