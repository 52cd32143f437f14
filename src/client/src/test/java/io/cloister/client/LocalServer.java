// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A server on the loopback that answers as the test prepared it, and remembers what it was asked.
public final class LocalServer implements AutoCloseable {
  /// What the server was asked, as "METHOD path".
  public final List<String> asked = new ArrayList<>();

  private final HttpServer server;
  private final Queue<Handler> answers = new ConcurrentLinkedQueue<>();

  /// Answers one request.
  @FunctionalInterface
  public interface Handler {
    /// Answers and closes the exchange.
    void handle(HttpExchange exchange) throws IOException;
  }

  /// Starts on a free port.
  public LocalServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          Handler answer = answers.size() > 1 ? answers.poll() : answers.peek();
          if (answer == null) {
            exchange.close();
          } else {
            answer.handle(exchange);
          }
        });
    server.start();
  }

  /// Where it listens.
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Prepares the next answer; the last one prepared repeats.
  public LocalServer then(Handler answer) {
    answers.add(answer);
    return this;
  }

  /// Prepares the next answer as a status and a text.
  public LocalServer then(int status, String body) {
    return then(exchange -> answer(exchange, status, body));
  }

  /// Prepares that the connection breaks without an answer.
  public LocalServer thenBreaks() {
    return then(HttpExchange::close);
  }

  /// Answers with a text.
  public static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    boolean bodiless = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, bodiless ? -1 : bytes.length);
    if (!bodiless) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
