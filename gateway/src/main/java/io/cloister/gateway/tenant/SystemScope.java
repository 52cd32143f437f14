// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.tenant;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/// The gateway's own work over every tenant's rows: following the chain, packaging, deadlines, what
/// workers fetch, and joining the datasets of one agreement. Whoever takes this class must answer
/// for what it lets a caller see.
@ApplicationScoped
public class SystemScope {
  private final Transactions transactions;

  SystemScope(Transactions transactions) {
    this.transactions = transactions;
  }

  /// One transaction over all tenants.
  public <T> Uni<T> run(Function<Mutiny.Session, Uni<T>> work) {
    return transactions.inSystem(work);
  }
}
