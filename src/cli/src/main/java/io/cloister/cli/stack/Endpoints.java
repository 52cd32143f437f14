// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.stack;

import java.net.URI;
import java.util.List;

/// Where the parts of a running stack are reached, all on this machine.
///
/// @param gateway the API's base
/// @param keycloak the realm: the issuer of tokens
/// @param chain the gatekeepers' bases
/// @param workers the workers' bases, for their health and metrics
public record Endpoints(URI gateway, URI keycloak, List<URI> chain, List<URI> workers) {

  /// Copies the lists.
  public Endpoints {
    chain = List.copyOf(chain);
    workers = List.copyOf(workers);
  }
}
