// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.session;

import io.cloister.client.session.IdentityProvider.Reply;
import java.time.InstantSource;
import java.util.Map;

/// Signs in with user and password (RFC 6749, section 4.3): for demonstrations and tests, where
/// nobody sits before a browser. People use [DeviceCode].
public final class PasswordGrant extends Tokens {
  private final String user;
  private final String password;

  /// @param provider where to sign in
  /// @param user the user's name
  /// @param password kept in memory for signing in again
  public PasswordGrant(
      IdentityProvider provider, String user, String password, InstantSource clock) {
    super(provider, clock, token -> {});
    this.user = user;
    this.password = password;
  }

  @Override
  Reply signIn() throws ClientException {
    return ask(
        Map.of(
            "grant_type", "password", "username", user, "password", password, "scope", "openid"));
  }

  @Override
  public String toString() {
    return "PasswordGrant[" + user + "]";
  }
}
