// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.tenant;

/// What people may be, as the identity provider names it.
public final class Roles {
  /// Proposes definitions, submits jobs, fetches results.
  public static final String ANALYST = "analyst";

  /// Registers datasets, uploads, approves and stops.
  public static final String DATA_OWNER = "data-owner";

  /// Reads everything of the tenant, changes nothing.
  public static final String COMPLIANCE_OFFICER = "compliance-officer";

  /// Runs the tenant's side of the service.
  public static final String ADMIN = "admin";

  private Roles() {}
}
