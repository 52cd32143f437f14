// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.chain;

import io.cloister.gateway.problem.Wire;
import io.cloister.gateway.runtime.GatewayConfig;
import io.cloister.protocol.chain.BlockRange;
import io.cloister.protocol.chain.EntryProof;
import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.JobId;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpRequest;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Asks the gatekeepers, one at a time, and the next one after a failure. Nothing it answers is
/// believed here: callers verify.
@ApplicationScoped
public class ChainClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /// How long a gatekeeper may hold a question for new blocks.
  private static final Duration LONG_POLL = Duration.ofSeconds(15);

  private static final int BLOCKS_AT_ONCE = 200;
  private static final int MAX_PROOFS = 1_024;
  private static final int OK = 200;
  private static final int ACCEPTED = 202;

  private final WebClient http;
  private final List<String> bases;
  private final AtomicInteger turn = new AtomicInteger();

  ChainClient(Vertx vertx, GatewayConfig config) {
    this.bases =
        config.chainUrls().stream().map(url -> url.toString().replaceAll("/+$", "")).toList();
    this.http = WebClient.create(vertx, new WebClientOptions().setConnectTimeout(3_000));
  }

  /// Hands in a signed transaction; to hand it in again changes nothing.
  public Uni<Void> send(byte[] statement) {
    return http.postAbs(base() + "/v1/transactions")
        .timeout(TIMEOUT.toMillis())
        .putHeader("Content-Type", "application/cbor")
        .sendBuffer(Buffer.buffer(statement))
        .invoke(response -> requireStatus(response, ACCEPTED))
        .onFailure()
        .invoke(this::askNext)
        .replaceWithVoid();
  }

  /// Blocks from that height on; waits for the first one, and gives none if none comes.
  Uni<BlockRange> blocks(long from) {
    HttpRequest<Buffer> request =
        http.getAbs(base() + "/v1/blocks")
            .addQueryParam("from", Long.toString(from))
            .addQueryParam("limit", Integer.toString(BLOCKS_AT_ONCE))
            .addQueryParam("wait", Long.toString(LONG_POLL.toSeconds()))
            .timeout(LONG_POLL.plus(TIMEOUT).toMillis());
    return bytes(request).map(bytes -> decoded(bytes, BlockRange::decode));
  }

  /// The place of a transaction in its block.
  Uni<EntryProof> proof(Digest transaction) {
    return bytes(get("/v1/transactions/" + transaction.hex() + "/proof"))
        .map(bytes -> decoded(bytes, EntryProof::decode));
  }

  /// The places of all entries of a job, in order.
  public Uni<List<EntryProof>> jobProofs(JobId job) {
    return bytes(get("/v1/jobs/" + job.value() + "/proofs"))
        .map(bytes -> decoded(bytes, ChainClient::proofs));
  }

  /// Whether the gatekeeper answers for that chain.
  Uni<Boolean> serves(Digest chainId) {
    return get("/v1/status")
        .send()
        .invoke(response -> requireStatus(response, OK))
        .onFailure()
        .invoke(this::askNext)
        .map(response -> chainId.hex().equals(response.bodyAsJsonObject().getString("chainId")));
  }

  @PreDestroy
  void close() {
    http.close();
  }

  private HttpRequest<Buffer> get(String path) {
    return http.getAbs(base() + path).timeout(TIMEOUT.toMillis());
  }

  private Uni<byte[]> bytes(HttpRequest<Buffer> request) {
    return request
        .send()
        .invoke(response -> requireStatus(response, OK))
        .onFailure()
        .invoke(this::askNext)
        .map(ChainClient::body);
  }

  private String base() {
    return bases.get(Math.floorMod(turn.get(), bases.size()));
  }

  private void askNext() {
    turn.incrementAndGet();
  }

  private static byte[] body(HttpResponse<Buffer> response) {
    Buffer body = response.bodyAsBuffer();
    return body == null ? new byte[0] : body.getBytes();
  }

  private static void requireStatus(HttpResponse<Buffer> response, int expected) {
    if (response.statusCode() != expected) {
      throw new ChainException("the gatekeeper answers with status " + response.statusCode());
    }
  }

  private static List<EntryProof> proofs(byte[] bytes) throws MalformedException {
    CborReader in = new CborReader(bytes);
    List<byte[]> encoded = in.list(MAX_PROOFS, each -> each.bytes(EntryProof.MAX_BYTES));
    in.end();
    return encoded.stream().map(each -> Wire.stored(each, EntryProof::decode)).toList();
  }

  private static <T> T decoded(byte[] bytes, Wire.Decoder<T> decoder) {
    try {
      return decoder.decode(bytes);
    } catch (MalformedException e) {
      throw new ChainException("the gatekeeper answers with a malformed record", e);
    }
  }
}
