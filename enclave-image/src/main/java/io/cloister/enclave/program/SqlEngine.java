// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

import io.cloister.protocol.job.FailureCode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Runs SQL in DuckDB, in this process, one statement at a time over a database of its own.
///
/// One query thread makes results reproducible. The limit on memory covers tables and operators,
/// not what one function allocates; [Vocabulary] leaves such functions out.
public final class SqlEngine implements JobEngine {
  /// How long a cancelled statement may take to notice; a call of one function never does.
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Runnable hardStop;

  /// Makes an engine.
  ///
  /// @param hardStop ends this process; called when a statement outlives its limit and does not
  ///   heed its cancellation
  public SqlEngine(Runnable hardStop) {
    this.hardStop = hardStop;
  }

  @Override
  public EngineResult run(EngineJob job) {
    try (Connection connection = open(job.limits())) {
      Session session = new Session(connection);
      FutureTask<EngineResult> run = new FutureTask<>(() -> answer(session, job));
      // A platform thread: native code would pin a virtual thread's carrier for the whole run.
      Thread thread = Thread.ofPlatform().name("sql").daemon().start(run);
      return await(run, thread, session, job.limits().wallTime());
    } catch (SQLException e) {
      throw new IllegalStateException("the database does not open or close");
    }
  }

  private static EngineResult answer(Session session, EngineJob job) {
    try {
      return new EngineResult.Answered(new SqlRun(session, job).answer());
    } catch (EngineRefusal refusal) {
      return refusal.toResult();
    }
  }

  private EngineResult await(
      FutureTask<EngineResult> run, Thread thread, Session session, Duration limit) {
    EngineResult late =
        new EngineResult.Refused(FailureCode.TIME_EXCEEDED, "ran longer than allowed");
    try {
      return run.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      stop(session, thread);
      return late;
    } catch (InterruptedException e) {
      stop(session, thread);
      Thread.currentThread().interrupt();
      return late;
    } catch (ExecutionException e) {
      // The cause stays here: messages of native code may quote data.
      throw new IllegalStateException("the engine broke: " + nameOf(e.getCause()));
    }
  }

  private static String nameOf(@Nullable Throwable cause) {
    return cause == null ? "unknown" : cause.getClass().getName();
  }

  private void stop(Session session, Thread thread) {
    long patience = System.nanoTime() + GRACE.toNanos();
    boolean interrupted = false;
    while (thread.isAlive() && System.nanoTime() < patience) {
      session.cancel();
      try {
        thread.join(Duration.ofMillis(100));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (thread.isAlive()) {
      hardStop.run();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Connection open(Limits limits) throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("threads", "1");
    settings.setProperty("memory_limit", limits.memoryBytes() / 1024 + "KiB");
    settings.setProperty("temp_directory", "");
    return DriverManager.getConnection("jdbc:duckdb:", settings);
  }
}
