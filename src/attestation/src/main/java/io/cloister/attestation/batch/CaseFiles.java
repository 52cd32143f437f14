// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.batch;

import io.cloister.attestation.Endorsements;
import io.cloister.attestation.Endorsements.AmdCertificates;
import io.cloister.attestation.Evidence;
import io.cloister.attestation.Octets;
import io.cloister.attestation.Reason;
import io.cloister.attestation.RefusalException;
import io.cloister.attestation.Verifier;
import io.cloister.attestation.batch.BatchCase.EndorsementFiles;
import io.cloister.attestation.batch.BatchCase.EndorsementFiles.Amd;
import io.cloister.attestation.batch.BatchCase.EndorsementFiles.Intel;
import io.cloister.attestation.intel.collateral.CollateralJson;
import io.cloister.attestation.roots.HardwareVerifier;
import io.cloister.attestation.x509.Certificate;
import io.cloister.attestation.x509.PemChain;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the files of cases. Many cases share collateral and anchors, so the last few are kept.
final class CaseFiles {
  /// The largest collateral that is read (Intel's has about 60 KiB).
  private static final int MAX_FILE_SIZE = 4 << 20;

  /// Neighbouring cases share their files; more would only fill memory.
  private static final int MAX_KEPT = 16;

  private static final byte[] PEM = "-----BEGIN".getBytes(StandardCharsets.US_ASCII);

  private final Duration grace;
  private final Verifier vendors;
  private final Map<Path, Verifier> anchored = new Recent<>();
  private final Map<EndorsementFiles, Endorsements> endorsements = new Recent<>();

  /// @param grace how long after its next update was due collateral is taken all the same
  CaseFiles(Duration grace) {
    this.grace = grace;
    this.vendors = HardwareVerifier.production(grace);
  }

  /// The entries that were used last.
  private static final class Recent<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    Recent() {
      super(2 * MAX_KEPT, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > MAX_KEPT;
    }
  }

  /// The bytes of evidence; a byte more than allowed if there are too many, so that the verifier
  /// says so.
  byte[] evidence(Path file) throws RefusalException {
    try {
      return read(file, Evidence.MAX_SIZE);
    } catch (IOException e) {
      throw new RefusalException(Reason.FORMAT, "cannot read the evidence: " + e);
    }
  }

  Verifier verifier(Optional<Path> trustAnchor) throws RefusalException {
    if (trustAnchor.isEmpty()) {
      return vendors;
    }
    Verifier known = anchored.get(trustAnchor.get());
    if (known == null) {
      known = anchoredAt(trustAnchor.get());
      anchored.put(trustAnchor.get(), known);
    }
    return known;
  }

  private Verifier anchoredAt(Path trustAnchor) throws RefusalException {
    try {
      Octets root = certificates(trustAnchor).getFirst();
      return HardwareVerifier.anchoredAt(Certificate.parse(root), grace);
    } catch (IOException | MalformedException e) {
      throw new RefusalException(Reason.CHAIN, "cannot read the trust anchor: " + e);
    }
  }

  Endorsements endorsements(EndorsementFiles files) throws RefusalException {
    Endorsements known = endorsements.get(files);
    if (known == null) {
      try {
        known = read(files);
      } catch (IOException | MalformedException e) {
        throw new RefusalException(Reason.ENDORSEMENTS, "cannot read the endorsements: " + e);
      }
      endorsements.put(files, known);
    }
    return known;
  }

  private static Endorsements read(EndorsementFiles files) throws IOException, MalformedException {
    return switch (files) {
      case Intel(Path collateral) -> CollateralJson.read(read(collateral, MAX_FILE_SIZE));
      case Amd(List<Path> parts) -> {
        List<Octets> all = new ArrayList<>();
        for (Path part : parts) {
          all.addAll(certificates(part));
        }
        yield new AmdCertificates(all.getFirst(), all.subList(1, all.size()));
      }
    };
  }

  /// At least one.
  private static List<Octets> certificates(Path file) throws IOException, MalformedException {
    byte[] bytes = read(file, MAX_FILE_SIZE);
    if (!Arrays.equals(PEM, Arrays.copyOf(bytes, PEM.length))) {
      return List.of(Octets.of(bytes));
    }
    List<Octets> certificates = PemChain.ders(Octets.of(bytes));
    if (certificates.isEmpty()) {
      throw new MalformedException("expected a certificate in " + file);
    }
    return certificates;
  }

  private static byte[] read(Path file, int maxSize) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(maxSize + 1);
    }
  }
}
