// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.ear;

import io.cloister.attestation.crypto.EcSigningKey;
import io.cloister.attestation.json.JsonObject;
import io.cloister.attestation.json.JsonReader;
import io.cloister.protocol.encoding.MalformedException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// Attestation results as signed tokens (JWT, RFC 7519; ES256).
public final class EarToken {
  private static final int MAX_SIZE = 64 * 1024;
  private static final int PARTS = 3;

  private EarToken() {}

  /// Signs claims.
  public static String sign(EarClaims claims, EarForm form, EcSigningKey key) {
    String header =
        "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"%s\"}"
            .formatted(new Jwk(key.publicKey()).thumbprint());
    String signed =
        Base64Url.encode(header.getBytes(StandardCharsets.UTF_8))
            + "."
            + Base64Url.encode(claims.toJson(form));
    byte[] message = signed.getBytes(StandardCharsets.US_ASCII);
    return signed + "." + Base64Url.encode(key.sign(message).toBytes());
  }

  /// Takes a token for the word of a key's holder. The algorithm is this key's, whatever the token
  /// says.
  ///
  /// @return the claims, or nothing if the key did not sign them or they do not hold at the instant
  /// @throws MalformedException if it is no token
  public static Optional<JsonObject> verify(String token, Jwk key, Instant at)
      throws MalformedException {
    String[] parts = token.length() > MAX_SIZE ? new String[0] : token.split("\\.", -1);
    if (parts.length != PARTS) {
      throw new MalformedException("expected a token of three parts");
    }
    JsonObject header = JsonReader.object(Base64Url.decode(parts[0]), MAX_SIZE);
    byte[] message = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
    if (!header.text("alg").equals("ES256")
        || header.has("crit")
        || !key.key().verifies(message, Base64Url.decode(parts[2]))) {
      return Optional.empty();
    }
    JsonObject claims = JsonReader.object(Base64Url.decode(parts[1]), MAX_SIZE);
    boolean expired =
        claims.has("exp") && at.getEpochSecond() > claims.integer("exp", 0, Integer.MAX_VALUE);
    return expired ? Optional.empty() : Optional.of(claims);
  }
}
