// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.batch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloister.attestation.AttestationResult;
import io.cloister.attestation.AttestationResult.Proven;
import io.cloister.attestation.AttestationResult.Refused;
import io.cloister.attestation.Flag;
import io.cloister.attestation.batch.BatchCase.Expectation;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Real, mutated and synthetic quotes with what Intel's own library, or a stricter rule, says. The
/// vectors are not part of this repository: `-Dcloister.vectors=DIR` names their folder.
class VectorsTest {
  private static final Path MANIFEST =
      Path.of(System.getProperty("cloister.vectors", "../../../shared/vectors"))
          .resolve("attestation/manifest.json");

  private static final Logger LOG = System.getLogger(VectorsTest.class.getName());

  private final BatchRunner runner = new BatchRunner();

  @BeforeAll
  static void needsTheVectors() {
    assumeTrue(Files.exists(MANIFEST), () -> "skipped: no vectors at " + MANIFEST);
  }

  @Test
  void isRightOnEveryVector() throws IOException, MalformedException {
    List<String> wrong = new ArrayList<>();
    int accepted = 0;
    List<BatchCase> cases =
        BatchManifest.read(MANIFEST).cases().stream()
            .filter(VectorsTest::hasOneRightAnswer)
            .toList();
    for (BatchCase batchCase : cases) {
      AttestationResult result = runner.run(batchCase);
      accepted += result instanceof Proven ? 1 : 0;
      Expectation expected = batchCase.expectation().orElseThrow();
      if (!isRight(expected, result)) {
        wrong.add(batchCase.id() + ": expected " + expected + " but was " + result);
      }
    }
    LOG.log(
        Level.INFO,
        "%d of %d vectors right, %d of them accepted"
            .formatted(cases.size() - wrong.size(), cases.size(), accepted));
    assertThat(wrong).isEmpty();
  }

  @Test
  void refusesEveryFlippedBit() throws IOException, MalformedException {
    BatchManifest manifest = BatchManifest.read(MANIFEST);
    Map<String, BatchCase> cases =
        manifest.cases().stream().collect(Collectors.toMap(BatchCase::id, Function.identity()));
    List<String> accepted = new ArrayList<>();
    for (BatchFlip flip : manifest.flips()) {
      BatchCase base = requireNonNull(cases.get(flip.base()), flip.base());
      if (runner.run(base, flip) instanceof Proven) {
        accepted.add(flip.id());
      }
    }
    LOG.log(
        Level.INFO,
        "%d of %d flips refused"
            .formatted(manifest.flips().size() - accepted.size(), manifest.flips().size()));
    assertThat(accepted).isEmpty();
  }

  private static boolean hasOneRightAnswer(BatchCase batchCase) {
    return !batchCase.expectation().orElseThrow().strictness().equals("either");
  }

  private static boolean isRight(Expectation expected, AttestationResult result) {
    return switch (result) {
      case Refused refused -> expected.result().equals("reject");
      case Proven proven ->
          expected.result().equals("accept")
              && expected.tcbStatus().map(proven.tcb().status().label()::equals).orElse(true)
              && expected.advisoryIds().map(proven.tcb().advisories()::equals).orElse(true)
              && expected
                  .tcbDate()
                  .map(Instant::parse)
                  .equals(expected.tcbDate().flatMap(date -> proven.tcb().date()))
              && proven.flags().stream()
                  .map(Flag::label)
                  .sorted()
                  .toList()
                  .equals(expected.flags().stream().sorted().toList());
    };
  }
}
