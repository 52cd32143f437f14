// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.system.job;

import static org.awaitility.Awaitility.await;

import io.cloister.cli.stack.RunningStack;
import io.cloister.client.json.Json;
import io.cloister.client.trust.Trust;
import io.cloister.client.worker.AttestedWorker;
import io.cloister.client.worker.WorkerTrust;
import io.cloister.client.worker.Workers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The workers that live. Each start of a worker is a new one, and the chain keeps those before it
/// until their registration ends.
final class Fleet {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration ANSWER_TIME = Duration.ofSeconds(2);

  private final RunningStack stack;
  private final Person someone;
  private final Trust trust;
  private final HttpClient http = HttpClient.newHttpClient();

  Fleet(RunningStack stack, Person someone, Trust trust) {
    this.stack = stack;
    this.someone = someone;
    this.trust = trust;
  }

  /// The stack's workers, once all of them are registered, in the order of their numbers.
  List<AttestedWorker> workers() throws Exception {
    List<AttestedWorker> workers = new ArrayList<>();
    for (URI address : stack.endpoints().workers()) {
      workers.add(worker(address));
    }
    return workers;
  }

  /// The worker that serves health at this address, once it is registered.
  AttestedWorker worker(URI address) throws Exception {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptionsInstanceOf(IOException.class) // it is just starting
        .until(() -> find(address), Optional::isPresent)
        .orElseThrow();
  }

  /// Kills a part as a crash would, and starts it again.
  void crash(String part) {
    stack.kill(part);
    stack.restart(part);
  }

  private Optional<AttestedWorker> find(URI address) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/health")).timeout(ANSWER_TIME).build();
    HttpResponse<byte[]> health = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (health.statusCode() != 200) {
      return Optional.empty();
    }
    String id = Json.object(health.body()).text("workerId");
    Workers offered = new Workers(someone.gateway(), InstantSource.system());
    return new WorkerTrust(trust, Optional.empty())
        .judge(offered).convinced().stream()
            .filter(worker -> worker.id().hex().equals(id))
            .findFirst();
  }
}
