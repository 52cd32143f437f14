// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.demo;

import io.cloister.cli.keys.Session;
import io.cloister.client.CloisterClient;
import io.cloister.client.keys.UserKeys;
import io.cloister.client.session.ClientException;
import io.cloister.client.session.IdentityProvider;
import io.cloister.client.session.PasswordGrant;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;

/// One person of the story, signed in, with their own client and keys.
///
/// @param name who
/// @param client talks in their name
/// @param keys theirs alone
public record DemoParty(String name, CloisterClient client, UserKeys keys)
    implements AutoCloseable {
  /// Signs somebody in.
  static DemoParty signIn(Where where, String name, String password)
      throws ClientException, IOException {
    IdentityProvider provider = new IdentityProvider(where.issuer(), Session.CLIENT_ID);
    CloisterClient client =
        new CloisterClient(
            where.gateway(),
            new PasswordGrant(provider, name, password, InstantSource.system()),
            where.state());
    client.me();
    return new DemoParty(name, client, client.keys().user(name));
  }

  /// Where the story takes place.
  ///
  /// @param gateway the gateway's address
  /// @param issuer where to sign in
  /// @param state keys, trust and bundles
  record Where(URI gateway, URI issuer, Path state) {}

  @Override
  public void close() {
    keys.close();
  }
}
