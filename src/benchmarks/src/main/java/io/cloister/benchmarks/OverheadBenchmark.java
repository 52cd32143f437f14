// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.benchmarks;

import io.cloister.cli.demo.DemoAgreement;
import io.cloister.cli.demo.DemoParty;
import io.cloister.cli.demo.DemoStage;
import io.cloister.cli.demo.DemoStory;
import io.cloister.cli.demo.DemoStory.Agreed;
import io.cloister.cli.keys.Talk;
import io.cloister.cli.stack.Checkout;
import io.cloister.cli.stack.Ports;
import io.cloister.cli.stack.RunningStack;
import io.cloister.cli.stack.StackOptions;
import io.cloister.cli.terminal.CliException;
import io.cloister.cli.terminal.Console;
import io.cloister.client.job.JobState;
import io.cloister.client.job.JobView;
import io.cloister.client.job.OpenedResult;
import io.cloister.client.json.JsonException;
import io.cloister.client.session.ClientException;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What privacy and proof cost: the demonstration's job on a running stack, beside plain DuckDB on
/// the same files on the same machine.
///
/// Sealed: from the analyst's submission to the opened result whose bundle she verified, three
/// workers, commit and reveal, blocks and receipt included. Bare: a new DuckDB that reads the two
/// files and fetches every row. Both have run once before the clock does.
final class OverheadBenchmark implements Bench.Benchmark {
  private static final int ROUNDS = 7;
  private static final double NANOS = 1e9;
  private static final String DATA = "src/cli/src/main/demo-data";

  /// Apart from the usual ports, so that a stack of the user's may stay up.
  private static final int PORT_BASE = 28_080;

  @Override
  public Comparison run() throws BenchmarkException {
    Checkout checkout = Checkout.ofProcess();
    StackOptions options =
        new StackOptions(
            new Ports(PORT_BASE),
            1,
            StackOptions.DEFAULT_WORKERS,
            Optional.of(checkout.root().resolve(".cloister").resolve("bench")));
    PrintStream nowhere =
        new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Console silent = new Console(nowhere, nowhere, Console.Mode.PLAIN);
    try (RunningStack stack = RunningStack.start(options, checkout, Console.ofProcess())) {
      Path files = checkout.root().resolve(DATA);
      DemoStage stage = DemoStage.open(stack);
      DemoStory story = new DemoStory(stage, files, new Talk(silent));
      try (DemoParty ava = stage.signIn("ava");
          DemoParty max = stage.signIn("max")) {
        return measured(new Sealed(story, stage, ava, story.agree(ava, max)), files);
      }
    } catch (CliException | ClientException | JsonException | MalformedException e) {
      throw new BenchmarkException(String.valueOf(e.getMessage()), e);
    } catch (IOException | SQLException e) {
      throw new BenchmarkException("the job or its plain form failed", e);
    }
  }

  private record Sealed(DemoStory story, DemoStage stage, DemoParty ava, Agreed agreed) {
    Run run() throws ClientException {
      long start = System.nanoTime();
      Map<JobState, Double> reached = new EnumMap<>(JobState.class);
      JobView job = story.run(ava, agreed, state -> reached.put(state, secondsSince(start)));
      OpenedResult result = ava.client().jobs().result(job.id(), ava.keys(), stage.trust());
      return new Run(result.table().rows().size(), reached, secondsSince(start));
    }
  }

  /// One sealed run: its rows, when it reached each state, and when the result lay open.
  private record Run(int rows, Map<JobState, Double> reached, double seconds) {}

  private static Comparison measured(Sealed sealed, Path files)
      throws BenchmarkException, ClientException, SQLException {
    List<Run> ours = new ArrayList<>();
    List<Double> bare = new ArrayList<>();
    requireSame(sealed.run().rows(), bareRows(files));
    for (int round = 0; round < ROUNDS; round++) {
      Run run = sealed.run();
      long start = System.nanoTime();
      requireSame(run.rows(), bareRows(files));
      bare.add(secondsSince(start));
      ours.add(run);
    }
    double seconds = Comparison.median(ours.stream().map(Run::seconds).toList());
    return new Comparison(
        "overhead",
        seconds,
        Comparison.median(bare),
        "s",
        Comparison.Better.LOWER,
        List.of(
            "sealed: submit, three workers, compare, final block, bundle verified, result opened",
            "bare: a new DuckDB on the same two files; medians of " + ROUNDS,
            reached(ours) + String.format(Locale.ROOT, "result open after %.3f s", seconds)));
  }

  private static String reached(List<Run> runs) {
    StringBuilder line = new StringBuilder();
    for (JobState state : JobState.values()) {
      List<Double> times =
          runs.stream().flatMap(run -> Stream.ofNullable(run.reached().get(state))).toList();
      if (!times.isEmpty()) {
        line.append(
            String.format(Locale.ROOT, "%s after %.3f s, ", state, Comparison.median(times)));
      }
    }
    return line.toString();
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / NANOS;
  }

  private static void requireSame(int sealed, int bare) throws BenchmarkException {
    if (sealed != bare) {
      throw new BenchmarkException("sealed gave " + sealed + " rows, bare " + bare);
    }
  }

  private static int bareRows(Path files) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE VIEW flights AS FROM '" + files.resolve("flights.parquet") + "'");
      statement.execute("CREATE VIEW airports AS FROM '" + files.resolve("airports.csv") + "'");
      String sql = DemoAgreement.SQL + " WHERE flights >= " + DemoAgreement.MINIMUM_GROUP;
      int rows = 0;
      try (ResultSet answer = statement.executeQuery(sql)) {
        int width = answer.getMetaData().getColumnCount();
        while (answer.next()) {
          for (int column = 1; column <= width; column++) {
            answer.getString(column);
          }
          rows++;
        }
      }
      return rows;
    }
  }
}
