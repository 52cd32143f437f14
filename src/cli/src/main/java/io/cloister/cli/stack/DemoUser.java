// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.stack;

import java.util.List;
import java.util.Optional;

/// A person of the imported realm, as `realm.json` describes them. Their password is random and
/// kept with the stack's state.
///
/// @param name the login name
/// @param organization the tenant's alias; empty for the service's own administrator
/// @param roles the realm roles
public record DemoUser(String name, Optional<String> organization, List<String> roles) {

  /// Everybody in the realm.
  public static final List<DemoUser> ALL =
      List.of(
          new DemoUser("ava", Optional.of("skyline-air"), List.of("analyst", "data-owner")),
          new DemoUser("max", Optional.of("metro-airports"), List.of("data-owner")),
          new DemoUser("olga", Optional.of("skyline-air"), List.of("compliance-officer")),
          new DemoUser("adam", Optional.empty(), List.of("admin")));

  /// Copies the roles.
  public DemoUser {
    roles = List.copyOf(roles);
  }

  /// The name of the file that holds the password.
  String secretName() {
    return "user-" + name;
  }
}
