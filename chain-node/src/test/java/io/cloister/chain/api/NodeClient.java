// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.api;

import io.cloister.chain.Fixture;
import io.cloister.chain.Fixture.TestWorker;
import io.cloister.protocol.chain.BlockEntry;
import io.cloister.protocol.chain.BlockRange;
import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.EntryProof;
import io.cloister.protocol.chain.Finality;
import io.cloister.protocol.chain.HeadProof;
import io.cloister.protocol.chain.Header;
import io.cloister.protocol.chain.LightClient;
import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.JobId;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Talks to a node as a gateway or worker does, and believes only what is proven.
final class NodeClient {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;
  private final Fixture fixture;
  private final LightClient light;

  NodeClient(URI base, Fixture fixture) {
    this.base = base;
    this.fixture = fixture;
    this.light = new LightClient(fixture.genesis);
  }

  /// Submits and waits; gives the node's answer.
  JsonPath submit(byte[] transaction, int wait) {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/v1/transactions?wait=" + wait))
            .header("Content-Type", "application/cbor")
            .timeout(Duration.ofSeconds(70))
            .POST(HttpRequest.BodyPublishers.ofByteArray(transaction))
            .build();
    return new JsonPath(new String(send(request).body(), StandardCharsets.UTF_8));
  }

  /// Submits and gives the effect that the node proves.
  Effect effect(byte[] transaction) {
    JsonPath answer = submit(transaction, 30);
    if (answer.getString("height") == null) {
      throw new AssertionError(answer.prettify());
    }
    return proven(get("/v1/transactions/" + Digest.of(transaction).hex() + "/proof")).effect();
  }

  JsonPath json(String path) {
    return new JsonPath(new String(get(path), StandardCharsets.UTF_8));
  }

  byte[] get(String path) {
    HttpResponse<byte[]> response =
        send(HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(70)).build());
    if (response.statusCode() != 200) {
      throw new AssertionError(path + ": " + response.statusCode());
    }
    return response.body();
  }

  Header head() {
    try {
      HeadProof proof = HeadProof.decode(get("/v1/head"));
      return verified(light.verify(proof.header(), proof.certificate()));
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  BlockRange blocks(long from, int wait) {
    try {
      return BlockRange.decode(get("/v1/blocks?from=" + from + "&wait=" + wait));
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  void registerAll() {
    Header head = head();
    for (TestWorker worker : fixture.workers) {
      effect(fixture.register(worker, head.height(), head.hash(), Instant.ofEpochMilli(now())));
    }
  }

  long now() {
    return InstantSource.system().millis();
  }

  List<BlockEntry> jobEntries(JobId job) {
    try {
      return CborReader.whole(
          get("/v1/jobs/" + job + "/proofs"),
          64 << 20,
          in -> in.list(1000, proof -> proven(proof.bytes(EntryProof.MAX_BYTES))));
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  ChainEvent.JobAssigned assigned(Effect effect) {
    if (effect instanceof Effect.Accepted accepted
        && accepted.events().getFirst() instanceof ChainEvent.JobAssigned assigned) {
      return assigned;
    }
    throw new AssertionError(effect);
  }

  private BlockEntry proven(byte[] proof) {
    try {
      return verified(light.verify(EntryProof.decode(proof)));
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  private static <T> T verified(Finality<T> finality) {
    return switch (finality) {
      case Finality.Final<T> value -> value.value();
      case Finality.Refused<T> refused -> throw new AssertionError(refused.reason());
    };
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
