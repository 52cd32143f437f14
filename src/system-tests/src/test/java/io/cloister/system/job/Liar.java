// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.system.job;

import io.cloister.enclave.boot.Console;
import io.cloister.enclave.boot.Worker;
import io.cloister.enclave.boot.WorkerConfig;
import io.cloister.enclave.program.EngineJob;
import io.cloister.enclave.program.EngineResult;
import io.cloister.enclave.program.JobEngine;
import io.cloister.enclave.program.SqlEngine;
import io.cloister.protocol.job.ResultTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A worker like any other, but for its answers: the first value of the first row is false. It
/// keeps the whole protocol otherwise.
final class Liar implements JobEngine {
  private final JobEngine honest = new SqlEngine(Console::halt);

  private Liar() {}

  @Override
  public EngineResult run(EngineJob job) {
    return honest.run(job) instanceof EngineResult.Answered(var table)
        ? new EngineResult.Answered(falsified(table))
        : honest.run(job);
  }

  private static ResultTable falsified(ResultTable table) {
    List<List<@Nullable String>> rows = new ArrayList<>(table.rows());
    List<@Nullable String> first = new ArrayList<>(rows.removeFirst());
    Collections.fill(first.subList(0, 1), "nowhere");
    rows.addFirst(first);
    return new ResultTable(table.columns(), rows);
  }

  /// Runs it until the process is told to end.
  public static void main(String[] args) {
    Console.run(args, settings -> Worker.assemble(WorkerConfig.of(settings), new Liar()));
  }
}
