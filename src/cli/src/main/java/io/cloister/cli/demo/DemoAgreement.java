// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.demo;

import io.cloister.client.dataset.CsvSchema;
import io.cloister.client.json.JsonException;
import io.cloister.client.session.ClientException;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.AnalysisRules;
import io.cloister.protocol.job.Column;
import io.cloister.protocol.job.ColumnType;
import io.cloister.protocol.job.Constraints;
import io.cloister.protocol.job.DataFormat;
import io.cloister.protocol.job.DatasetDeclaration;
import io.cloister.protocol.job.Input;
import io.cloister.protocol.job.JobDefinition;
import io.cloister.protocol.job.Program;
import io.cloister.protocol.job.ProgramKind;
import io.cloister.protocol.job.Recipient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// What the two companies of the story agree on.
public final class DemoAgreement {
  /// The question. Groups by state, since the owner of the flights allows no smaller groups than
  /// [#MINIMUM_GROUP]; the inner query reads the guarded rows, the outer one shapes the answer.
  public static final String SQL =
      """
      WITH by_state AS (
        SELECT a.state AS state,
               count(*) AS flights,
               avg(f.delay) AS delay,
               avg(f.distance) AS distance
        FROM flights f JOIN airports a ON f.origin = a.iata
        GROUP BY a.state
      )
      SELECT state,
             flights,
             round(delay, 1) AS average_delay,
             round(distance) AS average_distance
      FROM by_state
      """;

  private static final String PURPOSE = "dpv:ServiceOptimisation";

  /// No result singles out fewer flights than these.
  public static final int MINIMUM_GROUP = 25;

  private static final int REPLICAS = 3;
  private static final int QUORUM = 2;
  private static final int RUN_SECONDS = 60;
  private static final Duration IN_FORCE = Duration.ofDays(30);

  /// Where the local stack's workers stand.
  private static final List<String> REGIONS = List.of("US");

  private final InstantSource clock;

  DemoAgreement(InstantSource clock) {
    this.clock = clock;
  }

  /// The airline's flights, of which no result may single out fewer than [#MINIMUM_GROUP].
  DatasetDeclaration flights(DemoParty owner) throws ClientException, JsonException {
    List<Column> columns =
        List.of(
            new Column("date", ColumnType.TIMESTAMP),
            new Column("delay", ColumnType.BIGINT),
            new Column("distance", ColumnType.BIGINT),
            new Column("origin", ColumnType.VARCHAR),
            new Column("destination", ColumnType.VARCHAR));
    return declaration(owner, new Shape("flights", columns, DataFormat.PARQUET, MINIMUM_GROUP));
  }

  /// The airport operator's list, whose schema is read off its first rows.
  DatasetDeclaration airports(DemoParty owner, Path file)
      throws ClientException, IOException, JsonException {
    return declaration(owner, new Shape("airports", CsvSchema.infer(file), DataFormat.CSV, 1));
  }

  /// The definition that both sign: the airline's analyst receives the result.
  JobDefinition definition(DemoParty analyst, Digest flights, Digest airports)
      throws ClientException, JsonException {
    String tenant = analyst.client().me().text("tenant");
    return new JobDefinition(
        tenant,
        "Delays by state of departure",
        new Program(ProgramKind.SQL, SQL),
        List.of(new Input("flights", flights), new Input("airports", airports)),
        PURPOSE,
        List.of(new Recipient(tenant, analyst.keys().recipient().publicKey())),
        List.of(),
        new Constraints(REPLICAS, QUORUM, RUN_SECONDS, REGIONS),
        clock.millis(),
        clock.millis() + IN_FORCE.toMillis());
  }

  private DatasetDeclaration declaration(DemoParty owner, Shape shape)
      throws ClientException, JsonException {
    return new DatasetDeclaration(
        owner.client().me().text("tenant"),
        shape.name(),
        1,
        shape.columns(),
        shape.format(),
        List.of(PURPOSE),
        "not-personal-data",
        List.of(),
        REGIONS,
        new AnalysisRules(shape.minimumGroup(), List.of()),
        owner.keys().signing().publicKey(),
        clock.millis());
  }

  private record Shape(String name, List<Column> columns, DataFormat format, int minimumGroup) {}
}
