// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.system.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.cli.demo.DemoAgreement;
import io.cloister.client.bundle.BundleVerifier;
import io.cloister.client.bundle.Verification;
import io.cloister.client.job.JobState;
import io.cloister.client.job.JobView;
import io.cloister.client.job.OpenedResult;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.AnalysisRules;
import io.cloister.protocol.job.Input;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The demonstration's data and question, from two companies' files to a proven table.
@ExtendWith(SharedWorld.class)
class MainJobIT {
  private static final int MINIMUM_GROUP = 25;
  private static final int FLIPS = 100;
  private static final long SEED = 20_261_122;

  @Test
  void theTableIsWhatPlainDuckDbAnswersAndTheBundleProvesItBitByBit(World world) throws Exception {
    Path flights = DemoData.file("flights.parquet");
    Path airports = DemoData.file("airports.csv");
    Digest first =
        world.upload(
            world.ava,
            flights,
            DemoData.flights(world.ava, new AnalysisRules(MINIMUM_GROUP, List.of())));
    Digest second =
        world.upload(world.max, airports, world.declaration(world.max, airports, "airports"));
    Digest definition =
        world.define(
            Question.of("Delays by state of departure", DemoAgreement.SQL),
            List.of(new Input("flights", first), new Input("airports", second)));
    world.approve(definition);

    JobView end = world.run(definition, state -> {});

    assertThat(end.state()).as(end.json().toString()).isEqualTo(JobState.FINAL);
    OpenedResult result = world.ava.client().jobs().result(end.id(), world.ava.keys(), world.trust);
    assertThat(sorted(result.table().rows()))
        .isEqualTo(sorted(DemoData.plainAnswer(flights, airports, MINIMUM_GROUP)))
        .hasSizeGreaterThan(40);
    BundleVerifier verifier = new BundleVerifier(world.trust);
    assertThat(verifier.verify(result.bundle()).valid()).isTrue();
    refusesEveryFlip(verifier, result.bundle());
  }

  private static void refusesEveryFlip(BundleVerifier verifier, byte[] bundle) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < FLIPS; i++) {
      byte[] altered = bundle.clone();
      int position = random.nextInt(altered.length);
      altered[position] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      Verification verification = verifier.verify(altered);
      assertThat(verification.valid()).as("flip at %d, seed %d", position, SEED).isFalse();
      assertThat(verification.failure().orElseThrow().name()).isNotBlank();
    }
  }

  private static List<List<@Nullable String>> sorted(List<List<@Nullable String>> rows) {
    List<List<@Nullable String>> sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparing(Object::toString));
    return sorted;
  }
}
