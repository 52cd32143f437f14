// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.runtime;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// One piece of background work, done again and again until the program stops. Steps never overlap;
/// a step that fails is tried again after a pause that doubles up to a bound. What a step achieves
/// is in the database when it returns, so that any instance may go on after a crash.
public final class Loop {
  private static final System.Logger LOG = System.getLogger(Loop.class.getName());

  /// The longest pause after failures: a fault that ends is noticed within it.
  private static final Duration MAX_PAUSE = Duration.ofSeconds(5);

  private static final Duration AT_ONCE = Duration.ofMillis(1);

  /// What a step says about the next one.
  public enum Progress {
    /// There may be more to do at once.
    MORE,
    /// Nothing to do until something changes.
    IDLE
  }

  private final String name;
  private final Vertx vertx;
  private final Optional<Bell> bell;
  private final Duration pause;
  private final Supplier<Uni<Progress>> step;
  private volatile boolean stopped;
  private long heard;
  private int failures;

  private Loop(
      String name, Vertx vertx, Optional<Bell> bell, Duration pause, Supplier<Uni<Progress>> step) {
    this.name = name;
    this.vertx = vertx;
    this.bell = bell;
    this.pause = pause;
    this.step = step;
  }

  /// Starts the work.
  ///
  /// @param bell wakes it while it rests
  /// @param pause how long to rest at most when a step found nothing to do
  static Loop start(
      String name, Vertx vertx, Optional<Bell> bell, Duration pause, Supplier<Uni<Progress>> step) {
    Loop loop = new Loop(name, vertx, bell, pause, step);
    loop.rest(pause);
    return loop;
  }

  /// A step that takes what is due and handles one after the other.
  public static <T> Uni<Progress> each(Uni<List<T>> due, Function<T, Uni<?>> handle) {
    return due.onItem()
        .transformToMulti(rows -> Multi.createFrom().iterable(rows))
        .onItem()
        .transformToUniAndConcatenate(row -> handle.apply(row).replaceWith(Progress.MORE))
        .collect()
        .last()
        .replaceIfNullWith(Progress.IDLE);
  }

  /// No step begins after this; one that runs comes to its end.
  void stop() {
    stopped = true;
  }

  private void rest(Duration time) {
    vertx.setTimer(Math.max(1, time.toMillis()), ignored -> runOnce());
  }

  /// Each step has a context of its own, since a database session lives in the context.
  private void runOnce() {
    if (stopped) {
      return;
    }
    heard = bell.map(Bell::rings).orElse(0L);
    Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
    VertxContextSafetyToggle.setContextSafe(context, true);
    context.runOnContext(ignored ->
        Uni.createFrom()
            .<Progress>deferred(() -> step.get())
            .subscribe()
            .with(this::goOn, this::tryAgain));
  }

  private void goOn(Progress progress) {
    if (failures > 0) {
      LOG.log(Level.INFO, "{0}: works again", name);
    }
    failures = 0;
    if (progress == Progress.MORE) {
      rest(AT_ONCE);
    } else if (bell.isPresent()) {
      bell.get().after(heard, pause).subscribe().with(ignored -> rest(AT_ONCE));
    } else {
      rest(pause);
    }
  }

  private void tryAgain(Throwable fault) {
    if (stopped) {
      return;
    }
    if (failures == 0) {
      LOG.log(Level.WARNING, name + ": failed, will try again", fault);
    }
    failures = Math.min(failures + 1, 10);
    Duration longer = pause.multipliedBy(1L << failures);
    rest(longer.compareTo(MAX_PAUSE) < 0 ? longer : MAX_PAUSE);
  }
}
