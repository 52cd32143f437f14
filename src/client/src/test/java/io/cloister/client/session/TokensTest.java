// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloister.client.LocalServer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Tokens are asked for once, renewed in time, and a refusal is told as one.
class TokensTest {
  private final LocalServer server = new LocalServer();
  private Instant now = Instant.EPOCH;
  private final InstantSource clock = () -> now;
  private final IdentityProvider provider = new IdentityProvider(server.uri(), "cli");

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void keepsATokenUntilShortlyBeforeItsEnd() throws ClientException {
    discovery();
    server
        .then(200, "{\"access_token\":\"a\",\"expires_in\":300,\"refresh_token\":\"r\"}")
        .then(200, "{\"access_token\":\"b\",\"expires_in\":300}");
    TokenSource tokens = new PasswordGrant(provider, "ava", "secret", clock);
    assertThat(tokens.token()).isEqualTo("a");
    now = now.plusSeconds(200);
    assertThat(tokens.token()).isEqualTo("a");
    now = now.plusSeconds(90);
    assertThat(tokens.token()).isEqualTo("b");
  }

  @Test
  void saysThatTheProviderRefusesWithoutRepeatingThePassword() {
    discovery();
    server.then(401, "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid credentials\"}");
    TokenSource tokens = new PasswordGrant(provider, "ava", "secret", clock);
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(tokens::token)
        .matches(refused -> refused.code().equals("sign-in-refused"))
        .matches(refused -> !refused.detail().contains("secret"));
  }

  @Test
  void waitsForAPersonToConfirmTheirDevice() throws ClientException {
    discovery();
    server
        .then(
            200,
            "{\"device_code\":\"d\",\"user_code\":\"WDJB\",\"verification_uri\":\"http://v\","
                + "\"interval\":5,\"expires_in\":60}")
        .then(400, "{\"error\":\"authorization_pending\"}")
        .then(400, "{\"error\":\"slow_down\"}")
        .then(200, "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"expires_in\":300}");
    List<Long> waits = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    TokenSource tokens =
        new DeviceCode(
            provider,
            clock,
            (at, code) -> shown.add(at + code),
            t -> waits.add(t.toSeconds()),
            kept::add);
    assertThat(tokens.token()).isEqualTo("a");
    assertThat(shown).containsExactly("http://vWDJB");
    assertThat(kept).containsExactly("r");
    assertThat(waits).containsExactly(5L, 5L, 10L);
  }

  private void discovery() {
    server.then(
        200,
        "{\"token_endpoint\":\"%s/token\",\"device_authorization_endpoint\":\"%s/device\"}"
            .formatted(server.uri(), server.uri()));
  }
}
