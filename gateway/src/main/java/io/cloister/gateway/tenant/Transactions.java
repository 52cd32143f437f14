// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.tenant;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/// The one way to the database. Each transaction first tells PostgreSQL for whom it runs; the row
/// security of the tables does the rest, so that a forgotten filter shows nothing instead of
/// everything.
@ApplicationScoped
public class Transactions {
  private static final String AS_TENANT = "select set_config('cloister.tenant', ?1, true)";
  private static final String AS_SYSTEM = "select set_config('cloister.scope', 'system', true)";

  private final Mutiny.SessionFactory sessions;

  Transactions(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  /// One transaction that sees what the tenant may see.
  public <T> Uni<T> inTenant(Tenant tenant, Function<Mutiny.Session, Uni<T>> work) {
    return sessions.withTransaction(session ->
        session
            .createNativeQuery(AS_TENANT, String.class)
            .setParameter(1, tenant.alias())
            .getSingleResult()
            .chain(() -> work.apply(session)));
  }

  /// One transaction over all tenants; only [SystemScope] hands it out.
  <T> Uni<T> inSystem(Function<Mutiny.Session, Uni<T>> work) {
    return sessions.withTransaction(session ->
        session
            .createNativeQuery(AS_SYSTEM, String.class)
            .getSingleResult()
            .chain(() -> work.apply(session)));
  }
}
