// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.job.WorkerResult;
import io.cloister.protocol.signature.HybridPublicKey;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.signature.Verification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A gateway's side for workers: orders, ciphertext, results.
public final class TestGateway implements AutoCloseable {
  public final Map<JobId, byte[]> orders = new ConcurrentHashMap<>();
  public final Map<JobId, byte[]> contents = new ConcurrentHashMap<>();
  public final Map<JobId, WorkerResult> results = new ConcurrentHashMap<>();
  public final AtomicInteger fetched = new AtomicInteger();
  public final AtomicInteger refusals = new AtomicInteger();

  private final HttpServer server;
  private final Supplier<HybridPublicKey> worker;

  public TestGateway(Supplier<HybridPublicKey> worker) throws IOException {
    this.worker = worker;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/worker/orders/", this::handle);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      TestChain.respond(exchange, 503, new byte[0]);
      return;
    }
    if (!isWorker(exchange.getRequestHeaders().getFirst("Authorization"))) {
      TestChain.respond(exchange, 401, new byte[0]);
      return;
    }
    List<String> path = List.of(exchange.getRequestURI().getPath().split("/", -1));
    try {
      JobId job = JobId.parse(path.get(4));
      if (exchange.getRequestMethod().equals("PUT")) {
        byte[] body = exchange.getRequestBody().readAllBytes();
        results.put(job, WorkerResult.decode(body));
        TestChain.respond(exchange, 204, new byte[0]);
      } else if (path.size() == 5) {
        fetched.incrementAndGet();
        respond(exchange, orders.get(job));
      } else {
        respond(exchange, contents.get(job));
      }
    } catch (MalformedException e) {
      TestChain.respond(exchange, 400, new byte[0]);
    }
  }

  private static void respond(HttpExchange exchange, byte @Nullable [] body) throws IOException {
    TestChain.respond(exchange, body == null ? 404 : 200, body == null ? new byte[0] : body);
  }

  private boolean isWorker(@Nullable String header) {
    if (header == null || !header.startsWith("Cloister-Worker ")) {
      return false;
    }
    try {
      byte[] statement = Base64.getUrlDecoder().decode(header.substring(16));
      return SignedStatement.decode(statement).verify(ContentTypes.WORKER_TOKEN, worker.get())
          instanceof Verification.Verified;
    } catch (MalformedException e) {
      return false;
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
