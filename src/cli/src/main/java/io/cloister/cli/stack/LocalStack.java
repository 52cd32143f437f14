// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.stack;

import io.cloister.cli.terminal.CliException;
import io.cloister.cli.terminal.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The running parts: started as early as their dependencies allow, and stopped in the opposite
/// order by `close`, which may be called at any moment, from any thread, more than once.
final class LocalStack implements AutoCloseable {

  private final List<Part> parts;
  private final Progress progress;
  private final ExecutorService starters = Executors.newVirtualThreadPerTaskExecutor();
  private final CompletionService<Void> ended = new ExecutorCompletionService<>(starters);
  private final Map<String, Future<?>> starts = new LinkedHashMap<>();
  private boolean closed;

  /// A stack of the given parts.
  ///
  /// @param parts in an order in which every part follows those that it needs
  LocalStack(List<? extends Part> parts, Progress progress) {
    this.parts = List.copyOf(parts);
    this.progress = progress;
  }

  /// Starts everything and returns when all parts are ready.
  ///
  /// @throws CliException if one part cannot be started; then all are stopped
  void start() {
    beginStarts();
    try {
      for (int ready = 0; ready < parts.size(); ready++) {
        ended.take().get();
      }
    } catch (ExecutionException failed) {
      close();
      throw reason(failed);
    } catch (CancellationException stopped) {
      close();
      throw interrupted();
    } catch (InterruptedException stopped) {
      close();
      Thread.currentThread().interrupt();
      throw interrupted();
    }
  }

  private synchronized void beginStarts() {
    if (closed) {
      throw interrupted();
    }
    for (Part part : parts) {
      List<Future<?>> needed = part.after().stream().map(this::startOf).toList();
      starts.put(part.name(), ended.submit(() -> start(part, needed)));
    }
  }

  private Future<?> startOf(String name) {
    Future<?> start = starts.get(name);
    if (start == null) {
      throw new IllegalStateException("no part " + name + " before those that need it");
    }
    return start;
  }

  private Void start(Part part, List<Future<?>> needed) throws Exception {
    for (Future<?> other : needed) {
      other.get();
    }
    Progress.Step step = progress.begin("starting " + part.name());
    try {
      part.start(progress);
      step.done();
      return null;
    } catch (RuntimeException failed) {
      step.failed();
      throw failed;
    }
  }

  /// The failure itself, under those of the parts that waited for the failed one.
  private static RuntimeException reason(ExecutionException failed) {
    Throwable cause = failed;
    while (cause instanceof ExecutionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof RuntimeException reason ? reason : new IllegalStateException(cause);
  }

  private static CliException interrupted() {
    return CliException.unreachable("the start was interrupted", "local stack", "start it again");
  }

  /// The part of that name.
  Part part(String name) {
    return parts.stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no part " + name));
  }

  /// Stops every part, those that others need last.
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    starters.shutdownNow(); // interrupts what is still starting
    starters.close();
    Progress.Step step = progress.begin("stopping");
    List<Part> remaining = new ArrayList<>(parts);
    while (!remaining.isEmpty()) {
      List<Part> free = remaining.stream().filter(part -> isFree(part, remaining)).toList();
      stopTogether(free);
      remaining.removeAll(free);
    }
    step.done();
  }

  private static boolean isFree(Part part, List<Part> remaining) {
    return remaining.stream().noneMatch(other -> other.after().contains(part.name()));
  }

  private static void stopTogether(List<Part> parts) {
    try (ExecutorService stoppers = Executors.newVirtualThreadPerTaskExecutor()) {
      parts.forEach(part -> stoppers.execute(part::stop));
    }
  }
}
