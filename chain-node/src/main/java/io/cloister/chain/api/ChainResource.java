// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.api;

import io.cloister.chain.block.Head;
import io.cloister.chain.consensus.Misbehaviour;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The chain itself: genesis, head and blocks.
@Path("/v1")
@Tag(name = "chain")
@RunOnVirtualThread
class ChainResource {
  private static final int MAX_BLOCKS = 1_000;

  private final Node node;
  private final Requests requests;

  ChainResource(Node node, Requests requests) {
    this.node = node;
    this.requests = requests;
  }

  /// Where the chain is.
  ///
  /// @param chainId digest of the genesis
  /// @param height of the newest block
  /// @param round of consensus that made it
  /// @param headHash its header's hash
  /// @param consensusTime its time in milliseconds since 1970
  /// @param workers in the registry
  /// @param pending transactions that wait to be ordered
  /// @param executed height of the newest block here, certified or not
  /// @param ordering whether this gatekeeper takes part in the order: starting, running or failed
  /// @param peers the gatekeepers that this one is connected to
  /// @param forked the gatekeepers that were proven to have signed two histories
  public record Status(
      String chainId,
      long height,
      long round,
      String headHash,
      long consensusTime,
      int workers,
      int pending,
      long executed,
      String ordering,
      List<String> peers,
      List<String> forked) {}

  @GET
  @Path("genesis")
  @Produces(Requests.CBOR)
  @Operation(summary = "The genesis, in deterministic CBOR")
  public byte[] genesis() {
    return node.chain().genesis().encode();
  }

  @GET
  @Path("status")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Where the chain is")
  public Status status() {
    Head head = node.chain().head();
    return new Status(
        node.chain().chainId().hex(),
        head.height(),
        head.header().round(),
        head.hash().hex(),
        head.header().consensusTime(),
        node.chain().workers().size(),
        node.pending(),
        node.chain().executed(),
        node.state().getClass().getSimpleName().toLowerCase(Locale.ROOT),
        node.peers(),
        node.evidence().stream().map(Misbehaviour::member).toList());
  }

  @GET
  @Path("head")
  @Produces(Requests.CBOR)
  @Operation(summary = "The newest header with its certificate")
  public byte[] head() {
    if (!node.chain().head().isCertified()) {
      throw Problem.busy("no block is certified yet");
    }
    return node.chain().headProof().encode();
  }

  @GET
  @Path("blocks")
  @Produces(Requests.CBOR)
  @Operation(summary = "Blocks from a height on; waits for the first if asked to")
  public byte[] blocks(
      @QueryParam("from") long from,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("wait") int wait) {
    if (from < 0 || limit < 1) {
      throw Problem.malformed("from starts at 0, limit at 1");
    }
    if (wait > 0 && node.chain().head().height() < from) {
      requests.whileWaiting(() -> node.chain().await(from, Requests.seconds(wait)));
    }
    return node.chain().range(from, Math.min(limit, MAX_BLOCKS)).encode();
  }
}
