// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.dataset;

import io.cloister.gateway.runtime.Loop;
import io.cloister.gateway.runtime.Loop.Progress;
import io.cloister.gateway.tenant.SystemScope;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Drops uploads that nobody finished in time, with their chunks.
@ApplicationScoped
class UploadJanitor {
  private static final Duration PAUSE = Duration.ofMinutes(5);

  /// A few at a time, since each may hold gigabytes.
  private static final String DROP =
      """
      delete from upload where id in
        (select id from upload where state <> 'COMPLETE' and expires_at < :now
         limit 4 for update skip locked)\
      """;

  private final SystemScope system;
  private final InstantSource clock;
  private final Vertx vertx;
  private @Nullable Loop loop;

  UploadJanitor(SystemScope system, InstantSource clock, Vertx vertx) {
    this.system = system;
    this.clock = clock;
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent event) {
    loop = Loop.start("uploads", vertx, PAUSE, this::drop);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.stop();
    }
  }

  Uni<Progress> drop() {
    return system
        .run(session ->
            session.createNativeQuery(DROP).setParameter("now", clock.instant()).executeUpdate())
        .map(dropped -> dropped > 0 ? Progress.MORE : Progress.IDLE);
  }
}
