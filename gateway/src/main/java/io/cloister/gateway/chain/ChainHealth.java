// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.chain;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready only while a gatekeeper of the pinned chain answers.
@Readiness
@ApplicationScoped
class ChainHealth implements AsyncHealthCheck {
  private final ChainClient client;
  private final ChainTrust trust;

  ChainHealth(ChainClient client, ChainTrust trust) {
    this.client = client;
    this.trust = trust;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return client
        .serves(trust.chainId())
        .onFailure()
        .recoverWithItem(false)
        .map(reachable -> HealthCheckResponse.named("chain").status(reachable).build());
  }
}
