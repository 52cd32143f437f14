// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.channel;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Requests with bounded answers. Every failure to get one is an [IOException]: callers try again.
final class Http {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  /// An answer's status and body.
  record Answer(int status, byte[] body) {}

  /// Sends a request and reads at most `maxBytes` of its answer.
  Answer send(HttpRequest request, int maxBytes) throws IOException {
    HttpResponse<InputStream> response = open(request);
    try (InputStream body = response.body()) {
      byte[] bytes = body.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new IOException("the answer is longer than " + maxBytes + " bytes");
      }
      return new Answer(response.statusCode(), bytes);
    }
  }

  /// Sends a request and hands out the body as it comes; the caller closes it.
  HttpResponse<InputStream> open(HttpRequest request) throws IOException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  static HttpRequest.Builder request(URI base, String path, Duration timeout) {
    String root = base.toString();
    String plain = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
    return HttpRequest.newBuilder(URI.create(plain + path)).timeout(timeout);
  }
}
