// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.stack;

import java.util.List;
import java.util.function.UnaryOperator;

/// Which roles and databases the stack has. Migrations run as the owner; the gateway serves
/// requests as a role that owns nothing and cannot step around row security.
final class DatabaseSetup {

  /// The gateway's database.
  static final String CLOISTER = "cloister";

  /// Keycloak's database, and the role that owns it.
  static final String KEYCLOAK = "keycloak";

  /// Owns the gateway's tables: migrations only.
  static final String OWNER = "cloister_owner";

  /// Reads and writes the gateway's rows, confined to one tenant at a time.
  static final String APP = "cloister_app";

  private static final String ROLE =
      "CREATE ROLE %s LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD '%s'";

  private DatabaseSetup() {}

  /// Makes the roles and the databases, once per cluster.
  ///
  /// @param password the password of a role; without quotes
  static List<String> roles(UnaryOperator<String> password) {
    return List.of(
        ROLE.formatted(KEYCLOAK, password.apply(KEYCLOAK)),
        ROLE.formatted(OWNER, password.apply(OWNER)),
        ROLE.formatted(APP, password.apply(APP)),
        "CREATE DATABASE " + KEYCLOAK + " OWNER " + KEYCLOAK,
        "REVOKE ALL ON DATABASE " + KEYCLOAK + " FROM PUBLIC",
        "CREATE DATABASE " + CLOISTER + " OWNER " + OWNER,
        "REVOKE ALL ON DATABASE " + CLOISTER + " FROM PUBLIC",
        "GRANT CONNECT ON DATABASE " + CLOISTER + " TO " + APP);
  }

  /// What the gateway's role may do by itself in its database: look names up. The migrations grant
  /// the rest, table by table.
  static List<String> cloisterRights() {
    return List.of(
        "REVOKE ALL ON SCHEMA public FROM PUBLIC", "GRANT USAGE ON SCHEMA public TO " + APP);
  }

  /// Makes Keycloak's database anew; it holds nothing but the imported realm.
  static List<String> emptyKeycloak() {
    return List.of(
        "DROP DATABASE IF EXISTS " + KEYCLOAK,
        "CREATE DATABASE " + KEYCLOAK + " OWNER " + KEYCLOAK,
        "REVOKE ALL ON DATABASE " + KEYCLOAK + " FROM PUBLIC");
  }
}
