// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.session;

import io.cloister.client.session.IdentityProvider.Reply;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;

/// Goes on with an earlier sign-in (RFC 6749, section 6).
public final class RefreshGrant extends Tokens {
  private final String refreshToken;

  /// @param refreshToken kept since then
  /// @param keeper is told the token that replaces it
  public RefreshGrant(
      IdentityProvider provider,
      String refreshToken,
      InstantSource clock,
      Consumer<String> keeper) {
    super(provider, clock, keeper);
    this.refreshToken = refreshToken;
  }

  @Override
  Reply signIn() throws ClientException {
    return ask(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
  }

  @Override
  public String toString() {
    return "RefreshGrant[redacted]";
  }
}
