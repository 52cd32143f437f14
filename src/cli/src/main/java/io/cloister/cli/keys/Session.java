// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.keys;

import io.cloister.client.json.Json;
import io.cloister.client.json.JsonException;
import io.cloister.client.json.JsonObject;
import io.cloister.client.session.IdentityProvider;
import io.cloister.client.session.PasswordGrant;
import io.cloister.client.session.RefreshGrant;
import io.cloister.client.session.RefusedException;
import io.cloister.client.session.TokenSource;
import io.cloister.client.session.TokenText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/// Where somebody is signed in. Tokens lie beside it, readable by their owner only.
///
/// @param gateway the gateway's address
/// @param issuer where to sign in
/// @param user who
public record Session(URI gateway, URI issuer, String user) {
  /// The public client that the realm of the local stack knows.
  public static final String CLIENT_ID = "cloister-cli";

  /// A pipeline hands over its token so.
  private static final String TOKEN_VARIABLE = "CLOISTER_TOKEN";

  private static final Session LOCAL =
      new Session(
          URI.create("http://localhost:8080"),
          URI.create("http://localhost:8081/realms/cloister"),
          "ava");

  /// The last sign-in in this folder, or the local stack's defaults.
  static Session last(Path folder) throws IOException, JsonException {
    Path file = folder.resolve("session.json");
    if (!Files.exists(file)) {
      return LOCAL;
    }
    JsonObject json = Json.object(Files.readAllBytes(file));
    try {
      return new Session(
          URI.create(json.text("gateway")), URI.create(json.text("issuer")), json.text("user"));
    } catch (IllegalArgumentException e) {
      throw new JsonException("expected addresses", e);
    }
  }

  /// Remembers this sign-in.
  public void remember(Path folder) throws IOException {
    JsonObject json =
        JsonObject.empty()
            .with("gateway", gateway.toString())
            .with("issuer", issuer.toString())
            .with("user", user);
    Files.writeString(folder.resolve("session.json"), json + "\n");
  }

  /// The identity provider.
  IdentityProvider provider() {
    return new IdentityProvider(issuer, CLIENT_ID);
  }

  /// The user's tokens: a pipeline's, a demo user's password, or the last sign-in's.
  ///
  /// @throws RefusedException if nobody is signed in
  /// @throws IOException if a file cannot be read
  TokenSource tokens(Path folder) throws RefusedException, IOException {
    Optional<String> given = Optional.ofNullable(System.getenv(TOKEN_VARIABLE));
    if (given.isPresent()) {
      return new TokenText(given.get());
    }
    Path refresh = refreshFile(folder);
    if (Files.exists(refresh)) {
      return new RefreshGrant(
          provider(),
          Files.readString(refresh).strip(),
          InstantSource.system(),
          token -> keep(folder, token));
    }
    Path secret = folder.resolve("secrets").resolve("user-" + user);
    if (Files.exists(secret)) {
      return new PasswordGrant(
          provider(), user, Files.readString(secret).strip(), InstantSource.system());
    }
    throw new RefusedException(
        "not-signed-in",
        "nobody is signed in as " + user + " in " + folder,
        "run cloister login --user " + user + ", or set " + TOKEN_VARIABLE);
  }

  /// Keeps the token that renews the sign-in.
  void keep(Path folder, String refreshToken) {
    OwnerFile.write(refreshFile(folder), refreshToken + "\n");
  }

  private Path refreshFile(Path folder) {
    return folder.resolve("keys").resolve(user.replaceAll("[^A-Za-z0-9._@-]", "_") + ".session");
  }
}
