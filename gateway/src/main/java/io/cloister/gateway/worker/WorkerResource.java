// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.worker;

import io.cloister.gateway.problem.Wire;
import io.cloister.gateway.tenant.SystemScope;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The registered workers, for data owners to appraise. They are the same for every tenant.
@Path("/v1/workers")
@Tag(name = "workers")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
class WorkerResource {
  private final WorkerRegistry registry;
  private final SystemScope system;
  private final InstantSource clock;

  WorkerResource(WorkerRegistry registry, SystemScope system, InstantSource clock) {
    this.registry = registry;
    this.system = system;
    this.clock = clock;
  }

  /// A worker with the proof of its registration; binary fields are base64url.
  record WorkerView(
      String workerId,
      String operator,
      String region,
      String mode,
      String measurement,
      int confidenceClass,
      Instant expiresAt,
      String recipientKey,
      String registration) {
    static WorkerView of(RegisteredWorker worker) {
      return new WorkerView(
          worker.id().hex(),
          worker.operator(),
          worker.region(),
          worker.mode(),
          worker.measurement(),
          worker.confidenceClass(),
          worker.expiresAt(),
          Wire.base64(worker.recipientKey().encode()),
          Wire.base64(worker.registration().encode()));
    }
  }

  @GET
  public Uni<List<WorkerView>> list() {
    return system
        .run(session -> registry.current(session, clock.instant()))
        .map(workers -> workers.stream().map(WorkerView::of).toList());
  }
}
