// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.dataset;

import io.cloister.gateway.problem.Wire;
import io.cloister.gateway.tenant.Caller;
import io.cloister.gateway.tenant.Page;
import io.cloister.gateway.tenant.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The datasets of the caller's tenant.
@Path("/v1/datasets")
@Tag(name = "datasets")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ANALYST, Roles.DATA_OWNER, Roles.COMPLIANCE_OFFICER, Roles.ADMIN})
class DatasetResource {
  static final String PATH = "/v1/datasets";

  private final Caller caller;
  private final DatasetService datasets;
  private final UploadService uploads;

  DatasetResource(Caller caller, DatasetService datasets, UploadService uploads) {
    this.caller = caller;
    this.datasets = datasets;
    this.uploads = uploads;
  }

  /// A signed statement, base64url.
  record Stated(@Nullable String statement) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.DATA_OWNER)
  public Uni<Response> register(@Nullable Stated body) {
    byte[] statement = Wire.bytes("statement", Wire.required("body", body).statement());
    return datasets
        .register(caller.tenant(), statement)
        .map(DatasetView::of)
        .map(view -> Response.created(URI.create(PATH + "/" + view.id())).entity(view).build());
  }

  @GET
  public Uni<Response> list(
      @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable Integer limit) {
    Page page = Page.of(cursor, limit);
    return datasets
        .list(caller.tenant(), page)
        .map(rows -> rows.stream().map(DatasetView::of).toList())
        .map(views -> page.answer(PATH, views, DatasetView::mark));
  }

  @GET
  @Path("/{id}")
  public Uni<DatasetView> get(String id) {
    return datasets.find(caller.tenant(), Wire.digest("id", id)).map(DatasetView::of);
  }

  @POST
  @Path("/{id}/uploads")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.DATA_OWNER)
  public Uni<Response> upload(String id, @Nullable Stated body) {
    byte[] statement = Wire.bytes("statement", Wire.required("body", body).statement());
    return uploads
        .open(caller.tenant(), Wire.digest("id", id), statement)
        .map(upload -> UploadResource.answer(upload, Response.Status.CREATED))
        .map(Response.ResponseBuilder::build);
  }
}
