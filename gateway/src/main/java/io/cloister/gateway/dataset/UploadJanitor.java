// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.dataset;

import io.cloister.gateway.runtime.Loop.Progress;
import io.cloister.gateway.runtime.Loops;
import io.cloister.gateway.tenant.SystemScope;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;

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

  UploadJanitor(SystemScope system, InstantSource clock) {
    this.system = system;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event, Loops loops) {
    loops.start("uploads", PAUSE, this::drop);
  }

  Uni<Progress> drop() {
    return system
        .run(session ->
            session.createNativeQuery(DROP).setParameter("now", clock.instant()).executeUpdate())
        .map(dropped -> dropped > 0 ? Progress.MORE : Progress.IDLE);
  }
}
