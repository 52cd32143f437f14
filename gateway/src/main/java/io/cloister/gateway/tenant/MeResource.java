// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.tenant;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;

/// Tells callers whom the service takes them for.
@Path("/v1/me")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
class MeResource {
  private final Caller caller;

  MeResource(Caller caller) {
    this.caller = caller;
  }

  /// The caller, as the token shows it.
  record Me(String subject, String tenant, Set<String> roles) {}

  @GET
  public Me me() {
    return new Me(caller.subject(), caller.tenant().alias(), caller.roles());
  }
}
