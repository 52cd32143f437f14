// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.api;

import io.cloister.chain.consensus.EngineState;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/// The node is well while its engine orders. A failed engine does not recover by itself, so the
/// node asks to be restarted.
@Liveness
@Readiness
final class NodeHealth implements HealthCheck {
  private final Node node;

  NodeHealth(Node node) {
    this.node = node;
  }

  @Override
  public HealthCheckResponse call() {
    EngineState state = node.state();
    return HealthCheckResponse.named("ordering")
        .status(state instanceof EngineState.Running)
        .withData("state", state.getClass().getSimpleName())
        .build();
  }
}
