// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.protocol.job.AnalysisRules;
import io.cloister.protocol.job.Column;
import io.cloister.protocol.job.ColumnType;
import io.cloister.protocol.job.DataFormat;
import io.cloister.protocol.job.FailureCode;
import io.cloister.protocol.job.Parameter;
import io.cloister.protocol.job.ResultTable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Two small companies' tables and an engine to run statements over them.
///
/// `patients(id, name, city, age, weight)` is guarded: groups of at least 5. `cities(city, region,
/// inhabitants)` is not.
final class EngineBench implements AutoCloseable {
  static final int MINIMUM = 5;

  static final List<Column> PATIENTS =
      List.of(
          new Column("id", ColumnType.BIGINT),
          new Column("name", ColumnType.VARCHAR),
          new Column("city", ColumnType.VARCHAR),
          new Column("age", ColumnType.BIGINT),
          new Column("weight", ColumnType.DOUBLE));
  static final List<Column> CITIES =
      List.of(
          new Column("city", ColumnType.VARCHAR),
          new Column("region", ColumnType.VARCHAR),
          new Column("inhabitants", ColumnType.BIGINT));

  private final List<PlainFile> files = new ArrayList<>();
  private final List<EngineInput> inputs = new ArrayList<>();
  private final List<Column> declared = new ArrayList<>();
  private final List<Parameter> values = new ArrayList<>();
  private Limits limits = Limits.of(Duration.ofSeconds(20), 256L << 20);

  static EngineBench guarded() {
    EngineBench bench = new EngineBench();
    bench.input("patients", PATIENTS, patients(), new AnalysisRules(MINIMUM, List.of()));
    bench.input("cities", CITIES, cities(), new AnalysisRules(1, List.of()));
    return bench;
  }

  static EngineBench open() {
    EngineBench bench = new EngineBench();
    bench.input("patients", PATIENTS, patients(), new AnalysisRules(1, List.of()));
    bench.input("cities", CITIES, cities(), new AnalysisRules(1, List.of()));
    return bench;
  }

  EngineBench input(String table, List<Column> columns, String csv, AnalysisRules rules) {
    return input(table, columns, DataFormat.CSV, csv.getBytes(StandardCharsets.UTF_8), rules);
  }

  EngineBench input(
      String table, List<Column> columns, DataFormat format, byte[] content, AnalysisRules rules) {
    PlainFile file = file(content);
    inputs.add(new EngineInput(table, columns, format, rules, file));
    return this;
  }

  EngineBench parameter(String name, ColumnType type, String value) {
    declared.add(new Column(name, type));
    values.add(new Parameter(name, value));
    return this;
  }

  EngineBench limits(Limits other) {
    limits = other;
    return this;
  }

  EngineResult run(String statement) {
    EngineJob job = new EngineJob(statement, inputs, declared, values, limits);
    return new SqlEngine(
            () -> {
              throw new IllegalStateException("hard stop");
            })
        .run(job);
  }

  ResultTable answer(String statement) {
    EngineResult result = run(statement);
    assertThat(result).as(statement).isInstanceOf(EngineResult.Answered.class);
    return ((EngineResult.Answered) result).table();
  }

  FailureCode refusal(String statement) {
    EngineResult result = run(statement);
    assertThat(result).as(statement).isInstanceOf(EngineResult.Refused.class);
    return ((EngineResult.Refused) result).code();
  }

  PlainFile file(byte[] content) {
    try {
      PlainFile file = AnonymousMemory.open().create();
      files.add(file);
      try (OutputStream out = file.write()) {
        out.write(content);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Forty patients: twenty in Ulm, twelve in Bonn, eight in Jena.
  static String patients() {
    StringBuilder csv = new StringBuilder("id,name,city,age,weight\n");
    for (int id = 1; id <= 40; id++) {
      String city = id <= 20 ? "Ulm" : id <= 32 ? "Bonn" : "Jena";
      csv.append(id).append(",name-").append(id).append(',').append(city).append(',');
      csv.append(20 + id).append(',').append(50 + id / 4.0).append('\n');
    }
    return csv.toString();
  }

  static String cities() {
    return "city,region,inhabitants\nUlm,south,126000\nBonn,west,330000\nJena,east,110000\n";
  }

  @Override
  public void close() {
    files.forEach(PlainFile::close);
  }
}
