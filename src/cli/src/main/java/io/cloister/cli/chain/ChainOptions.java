// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.chain;

import io.cloister.cli.keys.StateOption;
import io.cloister.cli.terminal.CliException;
import io.cloister.client.json.Json;
import io.cloister.client.json.JsonException;
import io.cloister.client.json.JsonObject;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which gatekeeper is asked, and what is pinned.
final class ChainOptions {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /// The largest answer is a head or an entry with its proofs.
  private static final int MAX_ANSWER = 16 << 20;

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  @Option(
      names = "--node",
      split = ",",
      defaultValue = "http://127.0.0.1:8100",
      paramLabel = "URL",
      description = "Gatekeepers to ask, separated by commas (default: ${DEFAULT-VALUE}).")
  private List<URI> nodes = List.of();

  @Option(
      names = "--genesis",
      paramLabel = "FILE",
      description = "The genesis that you pin; default: that of the local stack.")
  private @Nullable Path genesis;

  @Option(names = "--json", description = "Print one line of JSON.")
  private boolean json;

  @Mixin private StateOption state = new StateOption();

  boolean json() {
    return json;
  }

  List<URI> nodes() {
    return nodes;
  }

  Genesis genesis() throws IOException, MalformedException {
    Path file = genesis == null ? state.folder().resolve("chain/genesis.cbor") : genesis;
    return Genesis.decode(Files.readAllBytes(file));
  }

  /// What a gatekeeper answers as JSON.
  static JsonObject object(URI node, String path) throws JsonException {
    return Json.object(
        get(node, path)
            .orElseThrow(() ->
                CliException.unreachable(
                    "the gatekeeper does not know " + path,
                    node.toString(),
                    "check that it is of this version")));
  }

  /// What a gatekeeper answers; empty if it says that there is no such thing.
  static Optional<byte[]> get(URI node, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(node.resolve(path)).timeout(PATIENCE).GET().build();
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<InputStream> response =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        byte[] bytes = body.readNBytes(MAX_ANSWER);
        if (response.statusCode() == OK) {
          return Optional.of(bytes);
        }
      }
      if (response.statusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw CliException.unreachable(
          "the gatekeeper answers with status " + response.statusCode(),
          node + path,
          "try again, or ask another one by --node");
    } catch (IOException e) {
      throw unreachable(node).causedBy(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(node).causedBy(e);
    }
  }

  private static CliException unreachable(URI node) {
    return CliException.unreachable(
        "the gatekeeper cannot be reached",
        node.toString(),
        "start it, or ask another one by --node");
  }
}
