// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.runtime;

import io.cloister.enclave.channel.Backoff;
import io.cloister.enclave.channel.GatewayClient;
import io.cloister.enclave.program.EngineInput;
import io.cloister.enclave.program.EngineJob;
import io.cloister.enclave.program.EngineResult;
import io.cloister.enclave.program.JobEngine;
import io.cloister.enclave.program.Limits;
import io.cloister.enclave.program.PlainFile;
import io.cloister.protocol.envelope.SealedEnvelope;
import io.cloister.protocol.job.FailureCode;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.job.ResultTable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Runs one assignment up to its answer: fetches the order, checks it, brings the inputs in, and
/// lets the engine at them. Plaintext and keys live no longer than this.
final class JobExecution {
  private static final System.Logger LOG = System.getLogger(JobExecution.class.getName());

  /// Kept back from the time to commit: sealing, handing in and a block.
  private static final Duration RESERVE = Duration.ofSeconds(3);

  /// What came of an assignment.
  sealed interface Result {
    /// There is an answer.
    ///
    /// @param order closed by whoever takes this
    record Answered(CheckedOrder.Ready order, ResultTable table, Instant startedAt)
        implements Result {}

    /// There is none, for a reason that replicas share.
    record Failed(FailureCode code) implements Result {}
  }

  private final GatewayClient gateway;
  private final OrderCheck check;
  private final InputFetcher inputs;
  private final JobEngine engine;
  private final Environment environment;

  /// Where and when jobs run.
  ///
  /// @param memoryBytes what one run may allocate
  record Environment(
      ChainWatch chain, InstantSource clock, RandomGenerator random, long memoryBytes) {
    /// Consensus time, as far as this worker has seen it, or its own clock if that is ahead:
    /// neither a slow chain nor a slow clock can keep an expired approval alive.
    long now() {
      ChainWatch.Position position = chain.position();
      return Math.max(position == null ? 0 : position.time(), clock.millis());
    }
  }

  JobExecution(
      GatewayClient gateway,
      OrderCheck check,
      InputFetcher inputs,
      JobEngine engine,
      Environment environment) {
    this.gateway = gateway;
    this.check = check;
    this.inputs = inputs;
    this.engine = engine;
    this.environment = environment;
  }

  /// Runs.
  ///
  /// @throws IOException if order or inputs did not come in time: then there is nothing to say
  /// @throws InterruptedException if the job is dropped
  Result run(Assignment assignment) throws IOException, InterruptedException {
    Instant startedAt = environment.clock().instant();
    SealedEnvelope order = order(assignment);
    return switch (check.check(assignment.terms(), order, environment.now())) {
      case CheckedOrder.Refused(var code, var reason) -> failed(assignment.job(), code, reason);
      case CheckedOrder.Ready ready -> run(assignment, ready, startedAt);
    };
  }

  private SealedEnvelope order(Assignment assignment) throws IOException, InterruptedException {
    Backoff backoff = new Backoff(environment.random());
    while (environment.clock().instant().isBefore(assignment.commitBy())) {
      try {
        return gateway.order(assignment.job());
      } catch (IOException e) {
        LOG.log(
            System.Logger.Level.DEBUG, "job {0}: no order: {1}", assignment.job(), e.getMessage());
      }
      backoff.pause();
    }
    throw new IOException("the order did not come in time");
  }

  private Result run(Assignment assignment, CheckedOrder.Ready order, Instant startedAt)
      throws IOException, InterruptedException {
    List<PlainFile> files = new ArrayList<>();
    Result result = null;
    try {
      for (CheckedOrder.ReadyInput input : order.inputs()) {
        files.add(inputs.fetch(assignment.job(), input, assignment.commitBy()));
      }
      result =
          switch (engine.run(engineJob(assignment, order, files))) {
            case EngineResult.Answered(var table) -> new Result.Answered(order, table, startedAt);
            case EngineResult.Refused(var code, var reason) ->
                failed(assignment.job(), code, reason);
          };
      return result;
    } catch (OrderRefusal refusal) {
      return failed(assignment.job(), refusal.code(), refusal.reason());
    } finally {
      files.forEach(PlainFile::close);
      if (!(result instanceof Result.Answered)) {
        order.close();
      }
    }
  }

  private EngineJob engineJob(
      Assignment assignment, CheckedOrder.Ready order, List<PlainFile> files) {
    List<EngineInput> tables = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      CheckedOrder.ReadyInput input = order.inputs().get(i);
      tables.add(
          new EngineInput(
              input.table(),
              input.declaration().columns(),
              input.declaration().format(),
              input.declaration().rules(),
              files.get(i)));
    }
    return new EngineJob(
        order.definition().program().text(),
        tables,
        order.definition().parameters(),
        order.parameters().values(),
        Limits.of(wallTime(assignment, order), environment.memoryBytes()));
  }

  private Duration wallTime(Assignment assignment, CheckedOrder.Ready order) {
    Duration agreed = Duration.ofSeconds(order.definition().constraints().runSeconds());
    Duration left =
        Duration.between(environment.clock().instant(), assignment.commitBy()).minus(RESERVE);
    Duration shorter = left.compareTo(agreed) < 0 ? left : agreed;
    return shorter.isPositive() ? shorter : Duration.ofMillis(1);
  }

  private static Result failed(JobId job, FailureCode code, String reason) {
    LOG.log(System.Logger.Level.INFO, "job {0}: {1}: {2}", job, code.code(), reason);
    return new Result.Failed(code);
  }
}
