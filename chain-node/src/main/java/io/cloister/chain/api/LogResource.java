// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.api;

import io.cloister.chain.block.HeaderLog;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The chain as a transparency log whose leaf i is the header at height i (C2SP tlog-tiles), for
/// auditors, mirrors and caches: what lies here once never changes, but for the checkpoint.
@Path("/v1/log")
@Tag(name = "log")
@RunOnVirtualThread
class LogResource {
  private static final int MAX_LEVEL = 5;
  private static final Duration FOR_EVER = Duration.ofDays(365);

  private final Node node;

  LogResource(Node node) {
    this.node = node;
  }

  @GET
  @Path("checkpoint")
  @Produces(MediaType.TEXT_PLAIN)
  @Operation(summary = "The newest certified checkpoint: cosignatures, and this node's signature")
  public Response checkpoint() {
    String note = node.checkpoint().orElseThrow(() -> Problem.busy("no block is certified yet"));
    return Response.ok(note).header("Cache-Control", "no-cache").build();
  }

  @GET
  @Path("tile/{level:[0-9]+}/{path:.+}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @Operation(summary = "Hashes of the log, up to 256 of them")
  public Response tile(@PathParam("level") String level, @PathParam("path") String path) {
    if (level.length() > 1 || Integer.parseInt(level) > MAX_LEVEL) {
      throw Problem.notFound("tile " + level + "/" + path);
    }
    TilePath tile = tilePath(path);
    return kept(log().tile(Integer.parseInt(level), tile.first(), tile.width()), path);
  }

  @GET
  @Path("tile/entries/{path:.+}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @Operation(summary = "Headers, each behind its length in two bytes, up to 256 of them")
  public Response entries(@PathParam("path") String path) {
    TilePath tile = tilePath(path);
    return kept(log().entries(tile.first(), tile.width()), path);
  }

  private HeaderLog log() {
    return node.chain().log();
  }

  private static TilePath tilePath(String path) {
    return TilePath.parse(path).orElseThrow(() -> Problem.notFound("tile " + path));
  }

  private static Response kept(byte[] content, String path) {
    if (content.length == 0) {
      throw Problem.notFound("tile " + path);
    }
    CacheControl cache = new CacheControl();
    cache.setPrivate(false);
    cache.setMaxAge((int) FOR_EVER.toSeconds());
    cache.getCacheExtension().put("immutable", "");
    return Response.ok(content).cacheControl(cache).build();
  }
}
