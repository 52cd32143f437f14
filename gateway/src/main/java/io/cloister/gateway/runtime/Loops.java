// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.runtime;

import io.cloister.gateway.runtime.Loop.Progress;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/// Starts the gateway's background work, and stops all of it when the program stops.
@ApplicationScoped
public class Loops {
  private final Vertx vertx;
  private final Bell bell;
  private final List<Loop> running = new CopyOnWriteArrayList<>();

  Loops(Vertx vertx, Bell bell) {
    this.vertx = vertx;
    this.bell = bell;
  }

  /// Starts work that looks for something to do after each pause.
  ///
  /// @param pause how long to rest when a step found nothing to do
  public void start(String name, Duration pause, Supplier<Uni<Progress>> step) {
    running.add(Loop.start(name, vertx, Optional.empty(), pause, step));
  }

  /// Starts work that also looks whenever something was committed in this instance.
  ///
  /// @param pause how long to rest at most when a step found nothing to do
  public void startOnBell(String name, Duration pause, Supplier<Uni<Progress>> step) {
    running.add(Loop.start(name, vertx, Optional.of(bell), pause, step));
  }

  void stop(@Observes ShutdownEvent event) {
    running.forEach(Loop::stop);
  }
}
