// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.batch;

import io.cloister.attestation.batch.BatchCase.Broken;
import io.cloister.attestation.batch.BatchCase.EndorsementFiles;
import io.cloister.attestation.batch.BatchCase.EndorsementFiles.Amd;
import io.cloister.attestation.batch.BatchCase.EndorsementFiles.Intel;
import io.cloister.attestation.batch.BatchCase.Source;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// A manifest of cases (format `cloister-attestation-vectors/1`) with its folder.
///
/// An entry that names no usable files is a case of its own, [Broken], so that one bad entry does
/// not hide the results of the others.
///
/// @param cases in order
/// @param flips in order; empty if the manifest names no file of them
public record BatchManifest(List<BatchCase> cases, List<BatchFlip> flips) {
  private static final String FORMAT = "cloister-attestation-vectors/1";
  private static final int MAX_CASES = 100_000;

  /// Copies the lists.
  public BatchManifest {
    cases = List.copyOf(cases);
    flips = List.copyOf(flips);
  }

  /// Reads a manifest. Paths in it are relative to its folder.
  ///
  /// @throws MalformedException if it is of another format
  /// @throws IOException if it cannot be read
  public static BatchManifest read(Path file) throws IOException, MalformedException {
    Path folder = file.toAbsolutePath().resolveSibling("");
    ManifestFile manifest = ManifestFile.read(file, "vectors", MAX_CASES);
    if (!manifest.head().text("format").map(FORMAT::equals).orElse(true)) {
      throw new MalformedException("expected the format " + FORMAT);
    }
    List<BatchCase> cases = new ArrayList<>();
    for (ManifestEntry entry : manifest.entries()) {
      cases.add(batchCase(folder, entry, cases.size()));
    }
    Optional<String> flips = manifest.head().text("flips").map(BatchManifest::fileName);
    return new BatchManifest(
        cases, flips.isPresent() ? flips(folder.resolve(flips.get())) : List.of());
  }

  private static List<BatchFlip> flips(Path file) throws IOException, MalformedException {
    List<BatchFlip> flips = new ArrayList<>();
    for (ManifestEntry flip : ManifestFile.read(file, "flips", MAX_CASES).entries()) {
      flips.add(
          new BatchFlip(
              flip.required("base"), flip.number("offset"), (int) (flip.number("xor") & 0xff)));
    }
    return flips;
  }

  /// The manifest names files at the start of a sentence about them.
  private static String fileName(String sentence) {
    return sentence.split("[:\\s]", 2)[0];
  }

  private static BatchCase batchCase(Path folder, ManifestEntry entry, int index) {
    return new BatchCase(
        entry.text("id").orElse("#" + index),
        entry.text("kind").orElse("other"),
        source(folder, entry),
        expectation(entry));
  }

  private static Source source(Path folder, ManifestEntry entry) {
    try {
      boolean snp = entry.text("report").isPresent();
      return new BatchCase.Files(
          folder.resolve(entry.required(snp ? "report" : "quote")),
          snp ? amd(folder, entry) : new Intel(folder.resolve(entry.required("collateral"))),
          entry.text("trustAnchor").map(folder::resolve),
          instant(entry));
    } catch (MalformedException | InvalidPathException | DateTimeException e) {
      return new Broken("the manifest's entry: " + e.getMessage());
    }
  }

  private static EndorsementFiles amd(Path folder, ManifestEntry entry) throws MalformedException {
    return new Amd(
        List.of(
            folder.resolve(entry.required("leaf")),
            folder.resolve(fileName(entry.required("chain")))));
  }

  private static Instant instant(ManifestEntry entry) throws MalformedException {
    Optional<String> time = entry.text("verificationTime");
    return time.isPresent()
        ? Instant.parse(time.get())
        : Instant.ofEpochSecond(entry.number("verificationEpoch"));
  }

  private static Optional<Expectation> expectation(ManifestEntry entry) {
    String prefix = "expected.verification.";
    return entry
        .text(prefix + "result")
        .map(result ->
            new Expectation(
                result,
                entry.text(prefix + "tcbStatus"),
                entry.texts(prefix + "advisoryIDs").map(TreeSet::new),
                entry.text(prefix + "tcbDate"),
                entry.texts("expected.flags").map(TreeSet::new),
                entry.text("expected.strictness").orElse("must")));
  }
}
