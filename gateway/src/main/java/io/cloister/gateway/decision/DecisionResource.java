// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.decision;

import io.cloister.gateway.problem.Wire;
import io.cloister.gateway.runtime.CryptoThreads;
import io.cloister.gateway.tenant.Caller;
import io.cloister.gateway.tenant.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Recorded decisions: show one with its reasons, and decide it again.
@Path("/v1/decisions")
@Tag(name = "decisions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ANALYST, Roles.DATA_OWNER, Roles.COMPLIANCE_OFFICER, Roles.ADMIN})
class DecisionResource {
  private final Caller caller;
  private final Decisions decisions;
  private final CryptoThreads crypto;

  DecisionResource(Caller caller, Decisions decisions, CryptoThreads crypto) {
    this.caller = caller;
    this.decisions = decisions;
    this.crypto = crypto;
  }

  @GET
  @Path("/{id}")
  public Uni<RecordedDecision> get(String id) {
    return decisions
        .find(caller.tenant(), Wire.digest("id", id))
        .chain(found -> crypto.compute(() -> RecordedDecision.of(found)));
  }

  @POST
  @Path("/{id}:replay")
  public Uni<RecordedDecision.ReplayView> replay(String id) {
    return decisions
        .find(caller.tenant(), Wire.digest("id", id))
        .chain(found -> crypto.compute(() -> RecordedDecision.ReplayView.of(found)));
  }
}
