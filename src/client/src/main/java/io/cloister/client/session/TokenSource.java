// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.session;

/// Where the bearer token of the next request comes from.
@FunctionalInterface
public interface TokenSource {
  /// A token that is valid for the request to come.
  ///
  /// @throws ClientException if the identity provider is away or refuses
  String token() throws ClientException;
}
