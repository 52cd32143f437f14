// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.session;

import io.cloister.client.json.JsonException;
import io.cloister.client.json.JsonObject;
import io.cloister.client.session.IdentityProvider.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;

/// Signs a person in through any browser (RFC 8628): the command shows an address and a code.
public final class DeviceCode extends Tokens {
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";

  /// RFC 8628, section 3.5: the interval to use where none is given, and the step of slowing down.
  private static final long INTERVAL_SECONDS = 5;

  private final Prompt prompt;
  private final Pause pause;

  /// @param provider where to sign in
  /// @param clock the time
  /// @param prompt shows a person where to go
  /// @param pause how to wait for them
  /// @param keeper is told the token with which the sign-in can be renewed
  public DeviceCode(
      IdentityProvider provider,
      InstantSource clock,
      Prompt prompt,
      Pause pause,
      Consumer<String> keeper) {
    super(provider, clock, keeper);
    this.prompt = prompt;
    this.pause = pause;
  }

  @Override
  Reply signIn() throws ClientException {
    Reply offer = post("device_authorization_endpoint", Map.of("scope", "openid"));
    if (offer.status() != 200) {
      throw offer.refusal();
    }
    try {
      JsonObject terms = offer.body();
      prompt.show(
          terms.optionalText("verification_uri_complete").orElse(terms.text("verification_uri")),
          terms.text("user_code"));
      return poll(terms.text("device_code"), terms);
    } catch (JsonException e) {
      throw new UnreachableException(
          "the identity provider offers no device code", "ask its operator to allow it", e);
    }
  }

  private Reply poll(String deviceCode, JsonObject terms) throws ClientException {
    Instant end = now().plusSeconds(terms.optionalInteger("expires_in").orElse(600L));
    long interval = terms.optionalInteger("interval").orElse(INTERVAL_SECONDS);
    while (now().isBefore(end)) {
      await(Duration.ofSeconds(interval));
      Reply reply = ask(Map.of("grant_type", GRANT, "device_code", deviceCode));
      switch (reply.error()) {
        case "authorization_pending" -> {}
        case "slow_down" -> interval += INTERVAL_SECONDS;
        default -> {
          return reply;
        }
      }
    }
    throw new RefusedException(
        "sign-in-timed-out",
        "nobody confirmed the code in time",
        "run it again and confirm sooner");
  }

  private void await(Duration time) throws UnreachableException {
    try {
      pause.pause(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreachableException("interrupted", "run it again", e);
    }
  }

  /// Shows a person where to confirm.
  @FunctionalInterface
  public interface Prompt {
    /// @param address to be opened in a browser
    /// @param code to be compared or typed there
    void show(String address, String code);
  }
}
