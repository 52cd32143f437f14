// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.session;

/// A token that somebody else obtained, such as a pipeline's.
public final class TokenText implements TokenSource {
  private final String token;

  /// @param token the access token
  public TokenText(String token) {
    this.token = token;
  }

  @Override
  public String token() {
    return token;
  }

  @Override
  public String toString() {
    return "TokenText[redacted]";
  }
}
