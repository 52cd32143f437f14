// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.dataset;

import io.cloister.cli.keys.ColumnText;
import io.cloister.cli.keys.SessionOptions;
import io.cloister.cli.keys.Talk;
import io.cloister.cli.terminal.ExitCode;
import io.cloister.client.CloisterClient;
import io.cloister.client.dataset.CsvSchema;
import io.cloister.client.json.JsonException;
import io.cloister.client.json.JsonObject;
import io.cloister.client.keys.UserKeys;
import io.cloister.client.session.ClientException;
import io.cloister.client.session.RefusedException;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.AnalysisRules;
import io.cloister.protocol.job.Column;
import io.cloister.protocol.job.DataFormat;
import io.cloister.protocol.job.DatasetDeclaration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Declares a dataset.
@Command(
    name = "register",
    mixinStandardHelpOptions = true,
    description = {
      "Declares a dataset: its schema, its purposes, and what every result must keep to.",
      "The declaration is signed with your key and cannot change: its digest is the dataset's id."
    })
public final class DatasetRegister implements Callable<Integer> {
  @Mixin private SessionOptions options = new SessionOptions();

  @Parameters(paramLabel = "FILE", description = "The data, .csv or .parquet; nothing is sent.")
  private Path file = Path.of("");

  @Option(names = "--name", required = true, description = "What people call it.")
  private String name = "";

  @Option(
      names = "--dataset-version",
      paramLabel = "N",
      description = "Counts the declarations of a name.")
  private int version = 1;

  @Option(
      names = "--column",
      split = ",",
      paramLabel = "NAME:TYPE",
      description =
          "The schema; for CSV read off the file if absent. Types: BIGINT, DOUBLE,"
              + " DECIMAL, VARCHAR, BOOLEAN, DATE, TIMESTAMP.")
  private List<String> columns = List.of();

  @Option(names = "--purpose", required = true, description = "What it may serve; repeatable.")
  private List<String> purposes = List.of();

  @Option(names = "--basis", paramLabel = "TERM", description = "Lawful basis, as eu-gdpr:A6-1-f.")
  private String basis = "not-personal-data";

  @Option(names = "--category", description = "A category of personal data in it; repeatable.")
  private List<String> categories = List.of();

  @Option(names = "--region", description = "Where it may be processed; repeatable.")
  private List<String> regions = List.of("eu");

  @Option(names = "--min-group", paramLabel = "N", description = "Smallest group in a result.")
  private int minimumGroup = 1;

  @Option(names = "--unit", paramLabel = "COLUMN", description = "Columns that name one unit.")
  private List<String> unitColumns = List.of();

  private final Talk talk = Talk.ofProcess();

  @Override
  public Integer call() {
    return talk.run("dataset " + name, this::register);
  }

  private ExitCode register() throws ClientException, IOException, JsonException {
    CloisterClient client = options.client();
    try (UserKeys keys = options.keys(client)) {
      DatasetDeclaration declaration =
          new DatasetDeclaration(
              client.me().text("tenant"),
              name,
              version,
              schema(),
              format(),
              purposes,
              basis,
              categories,
              regions,
              new AnalysisRules(minimumGroup, unitColumns),
              keys.signing().publicKey(),
              InstantSource.system().millis());
      Digest id = client.datasets().register(declaration, keys);
      if (options.json()) {
        talk.json(JsonObject.empty().with("id", id.hex()));
      } else {
        talk.print("registered " + name + " as " + id);
        talk.print("next: cloister dataset upload " + id + " " + file);
      }
    }
    return ExitCode.DONE;
  }

  private DataFormat format() {
    return file.toString().endsWith(".parquet") ? DataFormat.PARQUET : DataFormat.CSV;
  }

  private List<Column> schema() throws IOException, RefusedException {
    if (columns.isEmpty() && format() == DataFormat.CSV) {
      return CsvSchema.infer(file);
    }
    if (columns.isEmpty()) {
      throw new RefusedException(
          "schema-missing", "the schema is not given", "name the columns: --column NAME:TYPE,...");
    }
    return ColumnText.parse(columns);
  }
}
