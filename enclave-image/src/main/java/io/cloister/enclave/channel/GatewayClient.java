// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.channel;

import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.envelope.SealedEnvelope;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.job.WorkerResult;
import io.cloister.protocol.job.WorkerToken;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.signature.SigningKeyPair;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;

/// Fetches orders and ciphertext from the gateway and leaves results there. The gateway may refuse
/// service; it can neither read nor change what passes.
public final class GatewayClient {
  private static final Duration SHORT = Duration.ofSeconds(20);
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final int MAX_PROBLEM = 64 * 1024;

  private final Http http = new Http();
  private final URI gateway;
  private final Digest chainId;
  private final SigningKeyPair keys;
  private final InstantSource clock;

  /// @param gateway base address
  /// @param chainId the chain that this worker is registered on
  /// @param keys sign the tokens; stay the caller's to close
  public GatewayClient(URI gateway, Digest chainId, SigningKeyPair keys, InstantSource clock) {
    this.gateway = gateway;
    this.chainId = chainId;
    this.keys = keys;
    this.clock = clock;
  }

  /// The order of a job, sealed to this worker.
  ///
  /// @throws IOException if there is none, or none yet
  public SealedEnvelope order(JobId job) throws IOException {
    HttpRequest request = request("/v1/worker/orders/" + job, SHORT).GET().build();
    byte[] body = success(http.send(request, SealedEnvelope.MAX_BYTES)).body();
    try {
      return SealedEnvelope.decode(body);
    } catch (MalformedException e) {
      throw new IOException("the gateway answers with something else", e);
    }
  }

  /// The ciphertext of an input; the caller closes it.
  ///
  /// @throws IOException if there is none, or none yet
  public InputStream content(JobId job, Digest declaration) throws IOException {
    String path = "/v1/worker/orders/" + job + "/contents/" + declaration.hex();
    HttpResponse<InputStream> response = http.open(request(path, LONG).GET().build());
    if (response.statusCode() / 100 != 2) {
      response.body().close();
      throw new IOException("the gateway answers " + response.statusCode());
    }
    return response.body();
  }

  /// Leaves a result, before what it is may be revealed.
  ///
  /// @throws IOException if it did not arrive
  public void leave(JobId job, int round, WorkerResult result) throws IOException {
    HttpRequest request =
        request("/v1/worker/orders/" + job + "/results/" + round, LONG)
            .header("Content-Type", "application/cbor")
            .PUT(HttpRequest.BodyPublishers.ofByteArray(result.encode()))
            .build();
    success(http.send(request, MAX_PROBLEM));
  }

  private HttpRequest.Builder request(String path, Duration timeout) {
    WorkerToken token = new WorkerToken(keys.publicKey().keyId(), chainId, clock.millis());
    byte[] statement =
        SignedStatement.sign(ContentTypes.WORKER_TOKEN, token.encode(), keys).encode();
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(statement);
    return Http.request(gateway, path, timeout).header("Authorization", "Cloister-Worker " + text);
  }

  private static Http.Answer success(Http.Answer answer) throws IOException {
    if (answer.status() / 100 != 2) {
      throw new IOException("the gateway answers " + answer.status());
    }
    return answer;
  }
}
