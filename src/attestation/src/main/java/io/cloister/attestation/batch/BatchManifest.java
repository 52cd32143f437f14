// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.batch;

import io.cloister.attestation.batch.BatchCase.EndorsementFiles;
import io.cloister.attestation.batch.BatchCase.EndorsementFiles.Amd;
import io.cloister.attestation.batch.BatchCase.EndorsementFiles.Intel;
import io.cloister.attestation.batch.BatchCase.Expectation;
import io.cloister.attestation.json.Json;
import io.cloister.attestation.json.JsonObject;
import io.cloister.attestation.json.JsonReader;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// A manifest of cases (format `cloister-attestation-vectors/1`) with its folder.
///
/// @param cases in order
/// @param flips in order; empty if the manifest names no file of them
public record BatchManifest(List<BatchCase> cases, List<BatchFlip> flips) {
  private static final String FORMAT = "cloister-attestation-vectors/1";
  private static final int MAX_SIZE = 64 << 20;
  private static final int MAX_CASES = 100_000;
  private static final int MAX_LISTED = 1000;

  /// Reads a manifest. Paths in it are relative to its folder.
  ///
  /// @throws MalformedException if it is of another format
  /// @throws IOException if it cannot be read
  public static BatchManifest read(Path file) throws IOException, MalformedException {
    Path folder = file.toAbsolutePath().resolveSibling("");
    JsonObject manifest = JsonReader.object(Files.readAllBytes(file), MAX_SIZE);
    if (!manifest.text("format").equals(FORMAT)) {
      throw new MalformedException("expected the format " + FORMAT);
    }
    List<BatchCase> cases =
        manifest.objects("vectors", MAX_CASES, vector -> readCase(folder, vector));
    return new BatchManifest(cases, flips(folder, manifest));
  }

  /// The manifest names the file of flips at the start of a sentence about it.
  private static List<BatchFlip> flips(Path folder, JsonObject manifest)
      throws IOException, MalformedException {
    if (!manifest.has("flips")) {
      return List.of();
    }
    String name = manifest.text("flips").split("[:\\s]", 2)[0];
    byte[] text = Files.readAllBytes(folder.resolve(name));
    return JsonReader.array(text, MAX_SIZE, MAX_CASES, BatchManifest::flip);
  }

  private static BatchFlip flip(JsonObject flip) throws MalformedException {
    return new BatchFlip(
        flip.text("base"),
        flip.integer("offset", 0, Integer.MAX_VALUE),
        flip.integer("xor", 1, 255));
  }

  private static BatchCase readCase(Path folder, JsonObject vector) throws MalformedException {
    boolean snp = vector.has("report");
    return new BatchCase(
        vector.text("id"),
        folder.resolve(vector.text(snp ? "report" : "quote")),
        snp ? amd(folder, vector) : intel(folder, vector),
        vector.instant("verificationTime"),
        vector.has("expected")
            ? Optional.of(expectation(vector.object("expected")))
            : Optional.empty());
  }

  private static EndorsementFiles intel(Path folder, JsonObject vector) throws MalformedException {
    return new Intel(
        folder.resolve(vector.text("collateral")), folder.resolve(vector.text("trustAnchor")));
  }

  /// A remark may follow the name of the chain's file.
  private static EndorsementFiles amd(Path folder, JsonObject vector) throws MalformedException {
    String chain = vector.text("chain").split("\\s", 2)[0];
    return new Amd(folder.resolve(vector.text("leaf")), folder.resolve(chain));
  }

  private static Expectation expectation(JsonObject expected) throws MalformedException {
    JsonObject verification = expected.object("verification");
    return new Expectation(
        verification.text("result"),
        text(verification, "tcbStatus"),
        verification.has("advisoryIDs")
            ? Optional.of(
                new TreeSet<>(verification.texts("advisoryIDs", MAX_LISTED, text -> text)))
            : Optional.empty(),
        text(verification, "tcbDate"),
        expected.has("flags") ? expected.texts("flags", MAX_LISTED, text -> text) : List.of(),
        text(expected, "strictness").orElse("must"));
  }

  private static Optional<String> text(JsonObject object, String name) throws MalformedException {
    return object.has(name) && object.value(name) instanceof Json.Text(String text)
        ? Optional.of(text)
        : Optional.empty();
  }
}
