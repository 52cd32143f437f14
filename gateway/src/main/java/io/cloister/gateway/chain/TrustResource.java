// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.chain;

import io.cloister.gateway.problem.Wire;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Tells anyone which chain this gateway serves. Clients compare it with what they have pinned; it
/// is no reason to trust.
@Path("/v1/trust")
@Tag(name = "trust")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
class TrustResource {
  private final ChainTrust trust;

  TrustResource(ChainTrust trust) {
    this.trust = trust;
  }

  /// The chain's id, and its encoded genesis, base64url.
  record Trust(String chainId, String genesis) {}

  @GET
  public Trust trust() {
    return new Trust(trust.chainId().hex(), Wire.base64(trust.genesis().encode()));
  }
}
