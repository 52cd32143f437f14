// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.boot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// Tells an operator's tools whether the worker is registered, and what it has counted. Serves
/// nothing that concerns a job or a party.
final class HealthServer implements AutoCloseable {
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;
  private static final int NOT_ALLOWED = 405;

  private final HttpServer server;

  /// The worker's condition.
  ///
  /// @param ready whether it may be given work
  /// @param json what to tell of it
  record Condition(Readiness ready, String json) {}

  /// Whether a worker may be given work.
  enum Readiness {
    STARTING,
    UP
  }

  HealthServer(InetSocketAddress address, Supplier<Condition> health, Supplier<String> metrics)
      throws IOException {
    server = HttpServer.create(address, 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/health",
        exchange -> {
          Condition condition = health.get();
          int status = condition.ready() == Readiness.UP ? OK : UNAVAILABLE;
          answer(exchange, status, "application/json", condition.json());
        });
    server.createContext(
        "/metrics", exchange -> answer(exchange, OK, "text/plain; version=0.0.4", metrics.get()));
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("GET")) {
        exchange.sendResponseHeaders(NOT_ALLOWED, -1);
        return;
      }
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }
}
