// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.runtime;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Tells whoever waits in this instance that the database has something new, so that a job does not
/// spend its time between two looks. It carries no content and may be missed: what another instance
/// did is found by the next look, and nothing is lost if the bell never rings.
@ApplicationScoped
public class Bell {
  /// How soon what another instance did is found.
  private static final Duration LOOK = Duration.ofMillis(150);

  private final Vertx vertx;
  private final InstantSource clock;
  private final AtomicLong rings = new AtomicLong();
  private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();

  Bell(Vertx vertx, InstantSource clock) {
    this.vertx = vertx;
    this.clock = clock;
  }

  /// Says that something was committed.
  public void ring() {
    rings.incrementAndGet();
    waiters.forEach(Waiter::wake);
  }

  /// How often it rang. To be read before a look, so that no ring falls between look and wait.
  public long rings() {
    return rings.get();
  }

  /// Waits for a ring later than those heard, and no longer than told.
  ///
  /// @return completes on the caller's context
  public Uni<Void> after(long heard, Duration atMost) {
    Context context = vertx.getOrCreateContext();
    return Uni.createFrom()
        .emitter(emitter -> {
          Waiter waiter = new Waiter(context, emitter);
          waiters.add(waiter);
          long timer = vertx.setTimer(Math.max(1, atMost.toMillis()), ignored -> waiter.wake());
          emitter.onTermination(() -> waiters.remove(waiter));
          waiter.timer.set(timer);
          if (rings.get() > heard) {
            waiter.wake();
          }
        });
  }

  /// Looks again at every ring until there is an answer or patience ends; then the last refusal
  /// stands.
  ///
  /// @param look one look; run on the caller's context each time
  /// @param notYet which refusals may be lifted by what others do
  public <T> Uni<T> await(
      Supplier<Uni<T>> look, Predicate<? super Throwable> notYet, Duration patience) {
    return lookUntil(look, notYet, clock.instant().plus(patience));
  }

  private <T> Uni<T> lookUntil(
      Supplier<Uni<T>> look, Predicate<? super Throwable> notYet, Instant end) {
    long heard = rings();
    return look.get()
        .onFailure(refusal -> notYet.test(refusal) && clock.instant().isBefore(end))
        .recoverWithUni(refusal -> after(heard, LOOK).chain(() -> lookUntil(look, notYet, end)));
  }

  private final class Waiter {
    private final Context context;
    private final UniEmitter<? super Void> emitter;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final AtomicLong timer = new AtomicLong();

    Waiter(Context context, UniEmitter<? super Void> emitter) {
      this.context = context;
      this.emitter = emitter;
    }

    void wake() {
      if (woken.compareAndSet(false, true)) {
        waiters.remove(this);
        vertx.cancelTimer(timer.get());
        context.runOnContext(ignored -> emitter.complete(null));
      }
    }
  }
}
