// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.dispatch;

import io.cloister.gateway.problem.ProblemCode;
import io.cloister.gateway.problem.ProblemException;
import io.cloister.gateway.problem.Wire;
import io.cloister.gateway.worker.WorkerTokens;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The workers' side of jobs. Open to the HTTP layer, since a worker's token is not a person's:
/// each method asks for the token first.
@Path("/v1/worker/orders/{job}")
@Tag(name = "worker")
@PermitAll
class OrderResource {
  static final String CBOR = "application/cbor";

  private final WorkerTokens tokens;
  private final OrderService orders;
  private final ContentStream contents;

  OrderResource(WorkerTokens tokens, OrderService orders, ContentStream contents) {
    this.tokens = tokens;
    this.orders = orders;
    this.contents = contents;
  }

  @GET
  @Produces(CBOR)
  public Uni<byte[]> order(
      String job, @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String token) {
    UUID id = Wire.uuid("job", job);
    return tokens.authenticate(token).chain(worker -> orders.fetch(worker, id));
  }

  @GET
  @Path("/contents/{dataset}")
  @Produces("application/octet-stream")
  public Multi<Buffer> content(
      String job, String dataset, @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String token) {
    UUID id = Wire.uuid("job", job);
    return tokens
        .authenticate(token)
        .chain(worker -> orders.content(worker, id, Wire.digest("dataset", dataset)))
        .onItem()
        .transformToMulti(contents::of);
  }

  @PUT
  @Path("/results/{round}")
  @Consumes(CBOR)
  public Uni<Void> result(
      String job,
      int round,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String token,
      byte @Nullable [] body) {
    UUID id = Wire.uuid("job", job);
    if (body == null || body.length == 0) {
      throw ProblemException.of(ProblemCode.VALIDATION_FAILED, "The body is empty.").at("body");
    }
    return tokens.authenticate(token).chain(worker -> orders.accept(worker, id, round, body));
  }
}
