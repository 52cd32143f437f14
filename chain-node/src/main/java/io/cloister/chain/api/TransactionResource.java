// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.api;

import io.cloister.chain.api.Submissions.Status;
import io.cloister.chain.consensus.Intake;
import io.cloister.protocol.chain.BlockEntry;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.SignedStatement;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Transactions: handed in, followed, proven. Anyone may hand one in; what it may do is decided by
/// its signature when it is executed.
@Path("/v1/transactions")
@Tag(name = "transactions")
@RunOnVirtualThread
class TransactionResource {
  private final Node node;
  private final Requests requests;
  private final Timer finality;

  TransactionResource(Node node, Requests requests, MeterRegistry metrics) {
    this.node = node;
    this.requests = requests;
    this.finality =
        Timer.builder("cloister.chain.finality")
            .description("from the submission of a transaction to its certified block")
            .publishPercentiles(0.5, 0.99)
            .register(metrics);
  }

  /// What is known of a transaction.
  ///
  /// @param txId digest of the statement
  /// @param status unknown, pending, final or rejected
  /// @param reason why it was rejected, as a code
  /// @param detail the same in words
  /// @param height of its block
  /// @param index in its block
  public record TransactionStatus(
      String txId,
      String status,
      @Nullable String reason,
      @Nullable String detail,
      @Nullable Long height,
      @Nullable Integer index) {
    static TransactionStatus of(Digest id, Status status) {
      return switch (status) {
        case Status.Unknown() -> new TransactionStatus(id.hex(), "unknown", null, null, null, null);
        case Status.Pending() -> new TransactionStatus(id.hex(), "pending", null, null, null, null);
        case Status.Recorded recorded -> of(id, recorded);
      };
    }

    private static TransactionStatus of(Digest id, Status.Recorded recorded) {
      long height = recorded.location().height();
      int index = recorded.location().index();
      return switch (recorded.effect()) {
        case Effect.Accepted accepted ->
            new TransactionStatus(id.hex(), "final", null, null, height, index);
        case Effect.Rejected(var code, var detail) ->
            new TransactionStatus(id.hex(), "rejected", code, detail, height, index);
      };
    }
  }

  @POST
  @Consumes(Requests.CBOR)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Hands a signed transaction in; waits until it is final if asked to")
  public Response submit(byte[] transaction, @QueryParam("wait") int wait) {
    requireStatement(transaction);
    Digest id = Digest.of(transaction);
    Timer.Sample sample = Timer.start();
    Intake intake = node.submissions().submit(transaction);
    if (intake == Intake.FULL) {
      throw Problem.busy("too many transactions wait to be ordered");
    }
    if (intake == Intake.CLOSED) {
      throw Problem.busy("the ordering engine has stopped");
    }
    Status status =
        wait > 0
            ? requests.whileWaiting(() -> node.submissions().await(id, Requests.seconds(wait)))
            : node.submissions().status(id);
    if (status instanceof Status.Recorded) {
      sample.stop(finality);
    }
    return Response.accepted(TransactionStatus.of(id, status)).build();
  }

  @GET
  @Path("{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "What became of a transaction")
  public TransactionStatus status(@PathParam("id") String id, @QueryParam("wait") int wait) {
    Digest digest = Requests.digest(id);
    return TransactionStatus.of(
        digest,
        wait > 0
            ? requests.whileWaiting(() -> node.submissions().await(digest, Requests.seconds(wait)))
            : node.submissions().status(digest));
  }

  @GET
  @Path("{id}/proof")
  @Produces(Requests.CBOR)
  @Operation(summary = "Proves a transaction and what became of it")
  public byte[] proof(@PathParam("id") String id) {
    return node.chain()
        .find(Requests.digest(id))
        .map(location -> node.chain().prove(location).encode())
        .orElseThrow(() -> Problem.notFound("transaction " + id));
  }

  /// Refuses what no gatekeeper could execute, before it takes room in the order.
  private static void requireStatement(byte[] transaction) {
    if (transaction.length > BlockEntry.MAX_TRANSACTION) {
      throw Problem.of(413, "too-large", "The transaction is too large.", null).exception();
    }
    try {
      SignedStatement.decode(transaction);
    } catch (MalformedException e) {
      throw Problem.malformed(e.getMessage());
    }
  }
}
