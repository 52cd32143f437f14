// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.tenant;

/// A company: the alias of its organization at the identity provider.
public record Tenant(String alias) {
  /// Longer aliases are refused; identity providers stop far earlier.
  private static final int MAX_LENGTH = 255;

  public Tenant {
    if (alias.isBlank() || alias.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("not the alias of an organization");
    }
  }
}
