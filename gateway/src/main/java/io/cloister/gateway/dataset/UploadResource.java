// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.dataset;

import io.cloister.gateway.problem.ProblemCode;
import io.cloister.gateway.problem.ProblemException;
import io.cloister.gateway.problem.Wire;
import io.cloister.gateway.tenant.Caller;
import io.cloister.gateway.tenant.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Resumable uploads of ciphertext.
@Path("/v1/uploads")
@Tag(name = "datasets")
@RolesAllowed(Roles.DATA_OWNER)
class UploadResource {
  /// One chunk is held in memory and in one row: small enough for many at a time.
  static final int MAX_CHUNK_BYTES = 4 * 1024 * 1024;

  private static final String OFFSET = "Upload-Offset";
  private static final String LENGTH = "Upload-Length";

  private final Caller caller;
  private final UploadService uploads;

  UploadResource(Caller caller, UploadService uploads) {
    this.caller = caller;
    this.uploads = uploads;
  }

  @HEAD
  @Path("/{id}")
  public Uni<Response> position(String id) {
    return uploads
        .find(caller.tenant(), Wire.uuid("id", id))
        .map(upload -> answer(upload, Response.Status.NO_CONTENT))
        .map(response -> response.header("Cache-Control", "no-store").build());
  }

  @PATCH
  @Path("/{id}")
  @Consumes("application/offset+octet-stream")
  public Uni<Response> append(
      String id, @HeaderParam(OFFSET) @Nullable Long offset, byte @Nullable [] chunk) {
    long position = Wire.required(OFFSET, offset);
    return uploads
        .append(caller.tenant(), Wire.uuid("id", id), position, bounded(chunk))
        .invoke(UploadResource::requireNotRefused)
        .map(upload -> answer(upload, Response.Status.NO_CONTENT))
        .map(Response.ResponseBuilder::build);
  }

  /// Where an upload stands.
  static Response.ResponseBuilder answer(UploadEntity upload, Response.Status status) {
    return Response.status(status)
        .location(URI.create("/v1/uploads/" + upload.id))
        .header(OFFSET, upload.received)
        .header(LENGTH, upload.totalBytes);
  }

  private static byte[] bounded(byte @Nullable [] chunk) {
    if (chunk == null || chunk.length == 0) {
      throw ProblemException.of(ProblemCode.VALIDATION_FAILED, "The chunk is empty.").at("body");
    }
    if (chunk.length > MAX_CHUNK_BYTES) {
      throw ProblemException.of(
              ProblemCode.UPLOAD_TOO_LARGE, "A chunk has at most " + MAX_CHUNK_BYTES + " bytes.")
          .mend("Send the ciphertext in smaller chunks.");
    }
    return chunk;
  }

  private static void requireNotRefused(UploadEntity upload) {
    if (upload.state == UploadEntity.State.REFUSED) {
      throw ProblemException.of(
              ProblemCode.UPLOAD_DIGEST_MISMATCH, "All bytes came, but their digest is another.")
          .mend("Open a new upload; check that the file was not changed meanwhile.");
    }
  }
}
