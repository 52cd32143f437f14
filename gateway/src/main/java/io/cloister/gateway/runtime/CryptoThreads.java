// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.runtime;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Where signatures, envelopes, hashes and proofs are computed: off the event loop, and back on it
/// before the next step. The only place of the gateway that leaves the event loop.
@ApplicationScoped
public class CryptoThreads {
  /// Tasks that may wait; beyond it the service is overloaded and says so.
  private static final int MAX_WAITING = 1_000;

  private final ExecutorService threads;

  CryptoThreads() {
    int cores = Runtime.getRuntime().availableProcessors();
    this.threads =
        new ThreadPoolExecutor(
            cores,
            cores,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            Thread.ofPlatform().name("crypto-", 0).daemon().factory());
  }

  /// Computes the value on a crypto thread and hands it back where the caller was.
  public <T> Uni<T> compute(Callable<T> work) {
    Context context = Vertx.currentContext();
    Uni<T> offloaded = Uni.createFrom().<T>item(() -> call(work)).runSubscriptionOn(threads);
    return context == null
        ? offloaded.emitOn(Infrastructure.getDefaultWorkerPool())
        : offloaded.emitOn(task -> context.runOnContext(ignored -> task.run()));
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }

  private static <T> T call(Callable<T> work) {
    try {
      return work.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("a computation failed", e);
    }
  }
}
