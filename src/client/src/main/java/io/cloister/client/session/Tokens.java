// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.session;

import io.cloister.client.json.JsonException;
import io.cloister.client.session.IdentityProvider.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Keeps an access token fresh: asks anew shortly before it ends (RFC 6749, sections 4.3 and 6).
///
/// Tokens stay in memory.
abstract class Tokens implements TokenSource {
  /// So much before its end a token counts as used up: a call may take that long to arrive.
  private static final Duration MARGIN = Duration.ofSeconds(20);

  private final IdentityProvider provider;
  private final InstantSource clock;
  private final Consumer<String> keeper;
  private @Nullable String access;
  private @Nullable String refresh;
  private Instant expiry = Instant.MIN;

  /// @param keeper is told each token with which the sign-in can be renewed
  Tokens(IdentityProvider provider, InstantSource clock, Consumer<String> keeper) {
    this.provider = provider;
    this.clock = clock;
    this.keeper = keeper;
  }

  @Override
  public final synchronized String token() throws ClientException {
    String token = access;
    if (token == null || clock.instant().isAfter(expiry.minus(MARGIN))) {
      token = keep(renewed());
    }
    return token;
  }

  /// Signs in from the start.
  abstract Reply signIn() throws ClientException;

  /// Asks for a token; the grant's own fields are added to the client's name.
  Reply ask(Map<String, String> grant) throws ClientException {
    return post("token_endpoint", grant);
  }

  Reply post(String endpoint, Map<String, String> fields) throws ClientException {
    Map<String, String> form = new LinkedHashMap<>(fields);
    form.put("client_id", provider.clientId());
    return provider.post(endpoint, form);
  }

  Instant now() {
    return clock.instant();
  }

  private Reply renewed() throws ClientException {
    if (refresh != null) {
      Reply reply = ask(Map.of("grant_type", "refresh_token", "refresh_token", refresh));
      if (reply.status() == 200) {
        return reply;
      }
    }
    return signIn();
  }

  private String keep(Reply reply) throws ClientException {
    if (reply.status() != 200) {
      throw reply.refusal();
    }
    try {
      String token = reply.body().text("access_token");
      access = token;
      refresh = reply.body().optionalText("refresh_token").orElse(null);
      reply.body().optionalText("refresh_token").ifPresent(keeper);
      expiry = clock.instant().plusSeconds(reply.body().optionalInteger("expires_in").orElse(0L));
      return token;
    } catch (JsonException e) {
      throw new UnreachableException(
          "the identity provider's answer carries no token", "check the issuer's address", e);
    }
  }
}
