// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.ear;

import io.cloister.attestation.Octets;
import io.cloister.attestation.crypto.EcCurve;
import io.cloister.attestation.crypto.EcKey;
import io.cloister.attestation.json.JsonObject;
import io.cloister.attestation.json.JsonReader;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/// A P-256 public key in JSON (RFC 7517), for signatures with ES256.
///
/// @param key the point
public record Jwk(EcKey key) {
  private static final int COORDINATE = 32;
  private static final int MAX_SIZE = 4096;

  /// Reads a key of JSON.
  ///
  /// @throws MalformedException unless it is a public key on P-256
  public static Jwk of(byte[] json) throws MalformedException {
    JsonObject jwk = JsonReader.object(json, MAX_SIZE);
    if (!jwk.text("kty").equals("EC") || !jwk.text("crv").equals("P-256")) {
      throw new MalformedException("expected a key on P-256");
    }
    byte[] x = Base64Url.decode(jwk.text("x"));
    byte[] y = Base64Url.decode(jwk.text("y"));
    byte[] coordinates = new byte[2 * COORDINATE];
    if (x.length != COORDINATE || y.length != COORDINATE) {
      throw new MalformedException("expected coordinates of 32 bytes");
    }
    System.arraycopy(x, 0, coordinates, 0, COORDINATE);
    System.arraycopy(y, 0, coordinates, COORDINATE, COORDINATE);
    return new Jwk(
        EcCurve.P256
            .key(Octets.of(coordinates))
            .orElseThrow(() -> new MalformedException("expected a point on P-256")));
  }

  /// The thumbprint (RFC 7638), by which tokens name the key.
  public String thumbprint() {
    String canonical = "{\"crv\":\"P-256\",\"kty\":\"EC\",%s}".formatted(coordinates());
    return Base64Url.encode(Digest.of(canonical.getBytes(StandardCharsets.UTF_8)).bytes());
  }

  /// The key in JSON.
  public String toJson() {
    return "{\"kty\":\"EC\",\"crv\":\"P-256\",%s,\"alg\":\"ES256\",\"use\":\"sig\",\"kid\":\"%s\"}"
        .formatted(coordinates(), thumbprint());
  }

  private String coordinates() {
    Octets both = key.coordinates();
    return "\"x\":\"%s\",\"y\":\"%s\""
        .formatted(
            Base64Url.encode(both.slice(0, COORDINATE).toBytes()),
            Base64Url.encode(both.slice(COORDINATE, 2 * COORDINATE).toBytes()));
  }

  /// A set of keys in JSON (RFC 7517, section 5).
  public static String set(List<Jwk> keys) {
    return keys.stream().map(Jwk::toJson).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
  }
}
