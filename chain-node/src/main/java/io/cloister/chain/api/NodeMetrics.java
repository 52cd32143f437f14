// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.api;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.ToDoubleFunction;

/// What an operator watches.
@ApplicationScoped
class NodeMetrics {
  /// After the node has started.
  private static final int LATE = 5_000;

  void register(@Observes @Priority(LATE) StartupEvent event, Node node, MeterRegistry metrics) {
    gauge(metrics, "height", node, n -> n.chain().head().height());
    gauge(metrics, "round", node, n -> n.chain().head().header().round());
    gauge(metrics, "pending", node, Node::pending);
    gauge(metrics, "workers", node, n -> n.chain().workers().size());
    gauge(metrics, "executed", node, n -> n.chain().executed());
    gauge(metrics, "peers", node, n -> n.peers().size());
    gauge(metrics, "forks", node, n -> n.evidence().size());
    gauge(metrics, "jobs", node, n -> n.chain().jobs().running());
  }

  private static void gauge(
      MeterRegistry metrics, String name, Node node, ToDoubleFunction<Node> value) {
    Gauge.builder("cloister.chain." + name, node, value).register(metrics);
  }
}
