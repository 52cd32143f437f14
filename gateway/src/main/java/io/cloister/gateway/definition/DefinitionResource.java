// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.definition;

import io.cloister.gateway.problem.ProblemCode;
import io.cloister.gateway.problem.ProblemException;
import io.cloister.gateway.problem.Wire;
import io.cloister.gateway.tenant.Caller;
import io.cloister.gateway.tenant.Page;
import io.cloister.gateway.tenant.Roles;
import io.cloister.gateway.worker.RegisteredWorker;
import io.cloister.protocol.job.KeyGrant;
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
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Job definitions and the owners' word on them.
@Path("/v1/definitions")
@Tag(name = "definitions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ANALYST, Roles.DATA_OWNER, Roles.COMPLIANCE_OFFICER, Roles.ADMIN})
class DefinitionResource {
  private static final String PATH = "/v1/definitions";

  /// Keys in one request: a definition's inputs times the workers of a large chain.
  private static final int MAX_GRANTS = 1_024;

  private final Caller caller;
  private final DefinitionService definitions;
  private final ConsentService consents;
  private final InstantSource clock;

  DefinitionResource(
      Caller caller, DefinitionService definitions, ConsentService consents, InstantSource clock) {
    this.caller = caller;
    this.definitions = definitions;
    this.consents = consents;
    this.clock = clock;
  }

  /// An encoded definition, base64url.
  record Proposed(@Nullable String definition) {}

  /// A signed approval and encoded key grants, base64url.
  record Approved(@Nullable String statement, @Nullable List<String> grants) {}

  /// Encoded key grants, base64url.
  record Granted(@Nullable List<String> grants) {}

  /// A signed stop, base64url.
  record Stopped(@Nullable String statement) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.ANALYST, Roles.DATA_OWNER})
  public Uni<Response> propose(@Nullable Proposed body) {
    byte[] bytes = Wire.bytes("definition", Wire.required("body", body).definition());
    return definitions.propose(caller.tenant(), bytes).map(this::created);
  }

  @GET
  public Uni<Response> list(
      @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable Integer limit) {
    Page page = Page.of(cursor, limit);
    return definitions
        .list(caller.tenant(), page)
        .map(rows -> rows.stream().map(this::view).toList())
        .map(views -> page.answer(PATH, views, DefinitionView::mark));
  }

  @GET
  @Path("/{id}")
  public Uni<DefinitionView> get(String id) {
    return definitions.find(caller.tenant(), Wire.digest("id", id)).map(this::view);
  }

  @POST
  @Path("/{id}/approvals")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.DATA_OWNER)
  public Uni<Response> approve(String id, @Nullable Approved body) {
    Approved given = Wire.required("body", body);
    byte[] statement = Wire.bytes("statement", given.statement());
    List<KeyGrant> grants = given.grants() == null ? List.of() : grants(given.grants());
    return consents
        .approve(caller.tenant(), Wire.digest("id", id), statement, grants)
        .map(this::created);
  }

  @POST
  @Path("/{id}/grants")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.DATA_OWNER)
  public Uni<Void> grant(String id, @Nullable Granted body) {
    List<KeyGrant> grants = grants(Wire.required("body", body).grants());
    return consents.grant(caller.tenant(), Wire.digest("id", id), grants);
  }

  @POST
  @Path("/{id}/stops")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.DATA_OWNER)
  public Uni<Response> stop(String id, @Nullable Stopped body) {
    byte[] statement = Wire.bytes("statement", Wire.required("body", body).statement());
    return consents.stop(caller.tenant(), Wire.digest("id", id), statement).map(this::created);
  }

  /// A worker that could run the definition, with the key to seal parameters to, base64url.
  record CandidateView(String workerId, String recipientKey) {
    static CandidateView of(RegisteredWorker worker) {
      return new CandidateView(worker.id().hex(), Wire.base64(worker.recipientKey().encode()));
    }
  }

  @GET
  @Path("/{id}/candidates")
  public Uni<List<CandidateView>> candidates(String id) {
    return definitions
        .candidates(caller.tenant(), Wire.digest("id", id))
        .map(workers -> workers.stream().map(CandidateView::of).toList());
  }

  private static List<KeyGrant> grants(@Nullable List<String> encoded) {
    List<String> texts = Wire.required("grants", encoded);
    if (texts.size() > MAX_GRANTS) {
      throw ProblemException.of(
              ProblemCode.VALIDATION_FAILED, "One request takes " + MAX_GRANTS + " grants.")
          .at("grants");
    }
    return texts.stream().map(text -> Wire.record("grants", text, KeyGrant::decode)).toList();
  }

  private Response created(Agreement agreement) {
    return Response.created(URI.create(PATH + "/" + agreement.id()))
        .entity(view(agreement))
        .build();
  }

  private DefinitionView view(Agreement agreement) {
    return DefinitionView.of(agreement, clock.instant());
  }
}
