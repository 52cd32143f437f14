// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.batch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloister.attestation.appraisal.AppraisalPolicyReader;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Real, mutated and synthetic quotes with what Intel's own library, or a stricter rule, says. The
/// vectors are not part of this repository: `-Dcloister.vectors=DIR` names their folder.
class VectorsTest {
  private static final Path MANIFEST =
      Path.of(System.getProperty("cloister.vectors", "../../../shared/vectors"))
          .resolve("attestation/manifest.json");

  private static final Path POLICY = Path.of("../../policies/appraisal/production.json");

  private static final Logger LOG = System.getLogger(VectorsTest.class.getName());

  @BeforeAll
  static void needsTheVectors() {
    assumeTrue(Files.exists(MANIFEST), () -> "skipped: no vectors at " + MANIFEST);
  }

  @Test
  void isRightOnEveryVectorAndEveryFlippedBit() throws IOException, MalformedException {
    BatchManifest manifest = BatchManifest.read(MANIFEST);
    Scoreboard scoreboard = new Scoreboard();
    BatchRunner runner = new BatchRunner(AppraisalPolicyReader.read(Files.readAllBytes(POLICY)));
    Map<String, BatchCase> cases = new HashMap<>();
    for (BatchCase batchCase : manifest.cases()) {
      cases.put(batchCase.id(), batchCase);
      scoreboard.note(batchCase, runner.run(batchCase));
    }
    for (BatchFlip flip : manifest.flips()) {
      BatchCase base = requireNonNull(cases.get(flip.base()), flip.base());
      scoreboard.note(flip, runner.run(base, flip));
    }
    LOG.log(Level.INFO, String.join("\n", scoreboard.lines()));
    assertThat(scoreboard.lines()).noneMatch(line -> line.startsWith("wrong"));
    assertThat(scoreboard.isPerfect()).isTrue();
    assertThat(manifest.cases()).hasSizeGreaterThanOrEqualTo(286);
    assertThat(manifest.flips()).hasSizeGreaterThanOrEqualTo(180);
  }
}
