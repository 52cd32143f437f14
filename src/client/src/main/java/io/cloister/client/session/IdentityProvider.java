// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.session;

import io.cloister.client.json.Json;
import io.cloister.client.json.JsonException;
import io.cloister.client.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An OpenID Connect provider, found by its issuer (OpenID Connect Discovery 1.0, section 4).
///
/// Trusted to say who one is, with nothing else: keys and content never go there.
public final class IdentityProvider {
  private static final Duration ANSWER_TIME = Duration.ofSeconds(20);

  /// Tokens and metadata are a few kilobytes.
  private static final int MAX_ANSWER = 1 << 20;

  private final URI issuer;
  private final String clientId;
  private final HttpClient http;
  private @Nullable JsonObject metadata;

  /// @param issuer the issuer, such as http://host:8081/realms/cloister
  /// @param clientId the public client registered for this program
  public IdentityProvider(URI issuer, String clientId) {
    this.issuer = issuer;
    this.clientId = clientId;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_TIME)
            .build();
  }

  /// The public client registered for this program.
  String clientId() {
    return clientId;
  }

  /// Posts a form to the endpoint that the metadata names.
  ///
  /// @return the answer, which may be an error of RFC 6749, section 5.2
  Reply post(String endpoint, Map<String, String> form) throws ClientException {
    String target;
    try {
      target = metadata().text(endpoint);
    } catch (JsonException e) {
      throw unreadable(e);
    }
    return send(
        HttpRequest.newBuilder(URI.create(target))
            .timeout(ANSWER_TIME)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(encode(form)))
            .build());
  }

  private synchronized JsonObject metadata() throws ClientException {
    if (metadata == null) {
      String path = issuer + "/.well-known/openid-configuration";
      Reply reply =
          send(HttpRequest.newBuilder(URI.create(path)).timeout(ANSWER_TIME).GET().build());
      if (reply.status() != 200) {
        throw unreadable(new IOException("status " + reply.status()));
      }
      metadata = reply.body();
    }
    return metadata;
  }

  private Reply send(HttpRequest request) throws ClientException {
    try {
      HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        return new Reply(response.statusCode(), Json.object(in.readNBytes(MAX_ANSWER)));
      }
    } catch (IOException | JsonException e) {
      throw unreadable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreadable(e);
    }
  }

  private UnreachableException unreadable(Exception e) {
    return new UnreachableException(
        "no usable answer from the identity provider " + issuer,
        "check the issuer's address and that it runs",
        e);
  }

  private static String encode(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field ->
            field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /// An answer of the provider.
  record Reply(int status, JsonObject body) {
    /// The error's code, or "" if it is none.
    String error() {
      return body.optionalText("error").orElse("");
    }

    /// The refusal that this answer is.
    RefusedException refusal() {
      return new RefusedException(
          "sign-in-refused",
          "the identity provider refuses: "
              + body.optionalText("error_description").orElse(error()),
          "check user and password, or sign in again");
    }

    @Override
    public String toString() {
      return "Reply[" + status + "]";
    }
  }
}
