// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.tenant;

import io.cloister.gateway.problem.ProblemCode;
import io.cloister.gateway.problem.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/// The person behind the request. The tenant comes from the token's `organization` claim alone:
/// nothing in a body or path can widen it.
@RequestScoped
public class Caller {
  /// Selects one of several organizations that a token names.
  public static final String TENANT_HEADER = "Cloister-Tenant";

  private static final String CLAIM = "organization";

  private final JsonWebToken token;
  private final SecurityIdentity identity;
  private final HttpHeaders headers;

  Caller(JsonWebToken token, SecurityIdentity identity, HttpHeaders headers) {
    this.token = token;
    this.identity = identity;
    this.headers = headers;
  }

  /// The tenant that the request acts for.
  ///
  /// @throws ProblemException if the token names none, or several and the header none of them
  public Tenant tenant() {
    Set<String> organizations = organizations();
    if (organizations.isEmpty()) {
      throw ProblemException.of(
              ProblemCode.TENANT_MISSING, "The token's organization claim is absent or empty.")
          .mend("Ask for the scope organization when you sign in.");
    }
    @Nullable String chosen = headers.getHeaderString(TENANT_HEADER);
    if (chosen != null) {
      return member(organizations, chosen);
    }
    if (organizations.size() > 1) {
      throw ProblemException.of(
              ProblemCode.TENANT_AMBIGUOUS, "The token names more than one organization.")
          .at(TENANT_HEADER)
          .mend("Name one of them in the header " + TENANT_HEADER + ".");
    }
    return new Tenant(organizations.iterator().next());
  }

  /// The subject of the token: a pseudonymous id at the identity provider.
  public String subject() {
    return token.getSubject();
  }

  public Set<String> roles() {
    return new TreeSet<>(identity.getRoles());
  }

  private static Tenant member(Set<String> organizations, String chosen) {
    if (!organizations.contains(chosen)) {
      throw ProblemException.of(
              ProblemCode.TENANT_NOT_YOURS, "The header names an organization you are not in.")
          .at(TENANT_HEADER);
    }
    return new Tenant(chosen);
  }

  /// Keycloak writes an array of aliases, or an object keyed by them when a realm adds details.
  private Set<String> organizations() {
    Object claim = token.getClaim(CLAIM);
    Set<String> aliases = new TreeSet<>();
    switch (claim) {
      case null -> {}
      case JsonArray array -> aliases.addAll(texts(array));
      case JsonObject object -> aliases.addAll(object.keySet());
      case Collection<?> collection -> collection.forEach(each -> aliases.add(text(each)));
      default -> aliases.add(text(claim));
    }
    aliases.removeIf(String::isBlank);
    return aliases;
  }

  private static List<String> texts(JsonArray array) {
    return array.stream().map(Caller::text).toList();
  }

  private static String text(Object value) {
    return value instanceof JsonString string ? string.getString() : value.toString();
  }
}
