// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.attest;

import io.cloister.attestation.batch.BatchCase;
import io.cloister.attestation.batch.BatchCase.EndorsementFiles;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The files of one verification.
final class OneCase {
  @Option(
      names = "--evidence",
      paramLabel = "FILE",
      required = true,
      description = "A quote or report as the hardware made it.")
  Path evidence = Path.of("");

  @Option(
      names = "--endorsements",
      paramLabel = "FILE",
      required = true,
      description =
          "Intel's collateral in the JSON form of DCAP tools; or AMD's certificates in PEM or DER,"
              + " the VCEK or VLEK first. May be given several times.")
  private List<Path> endorsements = new ArrayList<>();

  @Option(
      names = "--trust-anchor",
      paramLabel = "FILE",
      description = "The root certificate to pin, DER or PEM; without it the vendors' own.")
  private @Nullable Path trustAnchor;

  @Option(
      names = "--at",
      paramLabel = "INSTANT",
      description = "When to judge, such as 2026-01-31T12:00:00Z; without it now.")
  private @Nullable String at;

  /// Demands that the files are there: what is in them is a matter of the result.
  void requireReadable() throws IOException {
    List<Path> files = new ArrayList<>(endorsements);
    files.add(evidence);
    if (trustAnchor != null) {
      files.add(trustAnchor);
    }
    for (Path file : files) {
      Files.newInputStream(file).close();
    }
  }

  BatchCase toCase(Instant now) throws IOException, MalformedException {
    return new BatchCase(
        "",
        "",
        new BatchCase.Files(
            evidence, endorsementFiles(), Optional.ofNullable(trustAnchor), at(now)),
        Optional.empty());
  }

  private Instant at(Instant now) throws MalformedException {
    try {
      return at == null ? now : Instant.parse(at);
    } catch (DateTimeException e) {
      throw new MalformedException("expected an instant such as 2026-01-31T12:00:00Z", e);
    }
  }

  /// JSON is Intel's, everything else AMD's.
  private EndorsementFiles endorsementFiles() throws IOException {
    Path first = endorsements.getFirst();
    return isObject(first)
        ? new EndorsementFiles.Intel(first)
        : new EndorsementFiles.Amd(endorsements);
  }

  private static boolean isObject(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (!Character.isWhitespace(next)) {
          return next == '{';
        }
      }
      return false;
    }
  }
}
