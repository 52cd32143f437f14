// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.api;

import io.cloister.chain.worker.Worker;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The registry of workers. What it says counts only with its proof.
@Path("/v1/workers")
@Tag(name = "workers")
@RunOnVirtualThread
class WorkerResource {
  private final Node node;

  WorkerResource(Node node) {
    this.node = node;
  }

  /// One worker.
  ///
  /// @param workerId its name
  /// @param operator who runs it
  /// @param region where it stands
  /// @param mode the kind of its evidence
  /// @param measurement what it runs, in hexadecimal digits
  /// @param confidenceClass how far its platform is trusted, 1 is best
  /// @param expiresAt when it has to register again, in milliseconds since 1970
  /// @param capabilities the kinds of program that it runs
  /// @param state ready, idle, unresponsive, cooling_down, banned or expired
  /// @param txId its registration
  public record WorkerView(
      String workerId,
      String operator,
      String region,
      String mode,
      String measurement,
      int confidenceClass,
      long expiresAt,
      List<String> capabilities,
      String state,
      String txId) {
    static WorkerView of(Worker worker, String state) {
      return new WorkerView(
          worker.id().hex(),
          worker.operator(),
          worker.region(),
          worker.registration().mode(),
          HexFormat.of().formatHex(worker.registration().measurement()),
          worker.registration().confidenceClass(),
          worker.registration().expiresAt(),
          worker.capabilities(),
          state,
          worker.transaction().hex());
    }
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "All workers of the registry")
  public List<WorkerView> workers() {
    long time = node.now();
    return node.chain().workers().all().stream()
        .map(worker -> WorkerView.of(worker, state(worker, time)))
        .toList();
  }

  @GET
  @Path("{id}/proof")
  @Produces(Requests.CBOR)
  @Operation(summary = "Proves a worker's registration")
  public byte[] proof(@PathParam("id") String id) {
    return node.chain()
        .workers()
        .find(Requests.keyId(id))
        .flatMap(worker -> node.chain().find(worker.transaction()))
        .map(location -> node.chain().prove(location).encode())
        .orElseThrow(() -> Problem.notFound("worker " + id));
  }

  private String state(Worker worker, long time) {
    String expired = Worker.Standing.EXPIRED.name();
    return worker.standing(time) == Worker.Standing.EXPIRED
        ? expired.toLowerCase(Locale.ROOT)
        : node.chain()
            .workers()
            .liveness(worker.id())
            .map(liveness -> liveness.state().name())
            .orElse(expired)
            .toLowerCase(Locale.ROOT);
  }
}
