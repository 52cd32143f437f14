// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// The identity provider of the tests: real RS256 tokens, signed with a key made for the run.
@NullMarked
public final class TestTokens implements QuarkusTestResourceLifecycleManager {
  private static final String ISSUER = "https://identity.test";
  private static final KeyPair KEYS = generate();

  @Override
  public Map<String, String> start() {
    String key = Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded());
    return Map.of("quarkus.oidc.public-key", key, "quarkus.oidc.token.issuer", ISSUER);
  }

  @Override
  public void stop() {}

  /// A token of a user in one organization.
  public static String token(String organization, String... roles) {
    return sign(claims("cloister-gateway", roles).claim("organization", List.of(organization)));
  }

  /// A token that names these organizations.
  public static String tokenOf(List<String> organizations, String... roles) {
    return sign(claims("cloister-gateway", roles).claim("organization", organizations));
  }

  /// A token made out to another service.
  public static String tokenFor(String audience, String organization) {
    return sign(claims(audience, "analyst").claim("organization", List.of(organization)));
  }

  /// A token signed by somebody else.
  public static String forged(String organization) {
    return claims("cloister-gateway", "analyst")
        .claim("organization", List.of(organization))
        .sign(generate().getPrivate());
  }

  private static JwtClaimsBuilder claims(String audience, String... roles) {
    return Jwt.issuer(ISSUER)
        .subject("subject-of-" + String.join("-", roles))
        .audience(audience)
        .claim("realm_access", Map.of("roles", Set.of(roles)))
        .expiresIn(600);
  }

  private static String sign(JwtClaimsBuilder claims) {
    PrivateKey key = KEYS.getPrivate();
    return claims.sign(key);
  }

  private static KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
