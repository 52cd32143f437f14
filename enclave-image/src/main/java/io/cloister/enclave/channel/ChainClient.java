// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.channel;

import io.cloister.protocol.chain.BlockRange;
import io.cloister.protocol.chain.HeadProof;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Asks the chain's nodes, one at a time, the next one after a failure. Believes none of them: what
/// comes back is only decoded here, and proven by a light client elsewhere.
public final class ChainClient {
  private static final int BLOCKS = 100;
  private static final int MAX_RECEIPT = 64 * 1024;
  private static final Duration SHORT = Duration.ofSeconds(10);

  private final Http http = new Http();
  private final List<URI> nodes;
  private final AtomicInteger turn = new AtomicInteger();

  /// @param nodes base addresses, at least one
  public ChainClient(List<URI> nodes) {
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("at least one node is needed");
    }
    this.nodes = List.copyOf(nodes);
  }

  /// The newest header that a node offers, with its certificate.
  public HeadProof head() throws IOException {
    byte[] body = get(Http.request(node(), "/v1/head", SHORT).GET().build(), HeadProof.MAX_BYTES);
    return decoded(() -> HeadProof.decode(body));
  }

  /// The blocks from a height on, waiting for the first.
  public BlockRange blocks(long from, Duration wait) throws IOException {
    String path = "/v1/blocks?from=" + from + "&limit=" + BLOCKS + "&wait=" + wait.toSeconds();
    HttpRequest request = Http.request(node(), path, wait.plus(SHORT)).GET().build();
    byte[] body = get(request, BlockRange.MAX_BYTES);
    return decoded(() -> BlockRange.decode(body));
  }

  /// Hands a transaction in. Whether it counts shows on the chain, and nowhere else.
  public void submit(byte[] transaction) throws IOException {
    HttpRequest request =
        Http.request(node(), "/v1/transactions", SHORT)
            .header("Content-Type", "application/cbor")
            .POST(HttpRequest.BodyPublishers.ofByteArray(transaction))
            .build();
    get(request, MAX_RECEIPT);
  }

  private interface Decoding<T> {
    T decode() throws MalformedException;
  }

  private <T> T decoded(Decoding<T> decoding) throws IOException {
    try {
      return decoding.decode();
    } catch (MalformedException e) {
      turn.incrementAndGet();
      throw new IOException("a node answers with something else", e);
    }
  }

  private byte[] get(HttpRequest request, int maxBytes) throws IOException {
    try {
      Http.Answer answer = http.send(request, maxBytes);
      if (answer.status() / 100 == 2) {
        return answer.body();
      }
      throw new IOException("a node answers " + answer.status());
    } catch (IOException e) {
      turn.incrementAndGet();
      throw e;
    }
  }

  private URI node() {
    return nodes.get(Math.floorMod(turn.get(), nodes.size()));
  }
}
