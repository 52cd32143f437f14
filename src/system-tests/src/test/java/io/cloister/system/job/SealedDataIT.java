// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.system.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.client.job.JobState;
import io.cloister.client.job.JobView;
import io.cloister.client.job.OpenedResult;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.Column;
import io.cloister.protocol.job.ColumnType;
import io.cloister.protocol.job.Parameter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Plaintext is in the enclaves and with its owners, and nowhere else.
@ExtendWith(SharedWorld.class)
class SealedDataIT {
  /// Not secret: it is in the definition's name, which everybody may read. The search has to find
  /// it, or it would find nothing else either.
  private static final String VISIBLE = "Larkspur27Visible";

  private static final String WANTED = Shipments.plant(3);

  private static final String SQL =
      """
      SELECT s.plant AS plant, p.state AS state, sum(s.weight) AS weight
      FROM shipments s JOIN plants p ON s.plant = p.plant
      WHERE s.plant <> $other AND s.plant = $wanted
      GROUP BY s.plant, p.state
      """;

  @Test
  void noPlaintextLiesInDatabaseLogsOrFolders(World world) throws Exception {
    Instant begun = InstantSource.system().instant();
    Question question =
        Question.of(VISIBLE, SQL)
            .with(
                List.of(
                    new Column("wanted", ColumnType.VARCHAR),
                    new Column("other", ColumnType.VARCHAR)));
    Digest definition = world.agree(question);
    JobView job =
        world.submit(
            definition,
            List.of(
                new Parameter("wanted", WANTED),
                new Parameter("other", PlaintextSearch.PARAMETER)));
    JobView end = world.ava.client().jobs().follow(job.id(), state -> {});
    assertThat(end.state()).as(end.json().toString()).isEqualTo(JobState.FINAL);
    OpenedResult result = world.ava.client().jobs().result(end.id(), world.ava.keys(), world.trust);
    assertThat(result.table().rows()).hasSize(1);
    assertThat(result.table().rows().getFirst()).contains(WANTED);

    Path stack = world.stack.state();
    PlaintextSearch secrets = PlaintextSearch.of(Shipments.MARKER, PlaintextSearch.PARAMETER);
    assertThat(PlaintextSearch.of(VISIBLE).under(stack)).as("what is no secret").isNotEmpty();
    assertThat(secrets.under(world.folder().resolve("shipments.csv"))).as("plaintext").isNotEmpty();
    assertThat(secrets.under(stack)).isEmpty();
    assertThat(secrets.changedSince(begun).under(Path.of(System.getProperty("java.io.tmpdir"))))
        .isEmpty();
  }
}
