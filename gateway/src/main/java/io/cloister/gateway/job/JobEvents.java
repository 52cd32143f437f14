// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.job;

import io.cloister.gateway.runtime.Bell;
import io.cloister.gateway.tenant.Tenant;
import io.cloister.gateway.tenant.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/// A job's events as they come, from any place on. They are read from the database, so that it does
/// not matter which instance moved the job, and a caller who was cut off misses none.
@ApplicationScoped
class JobEvents {
  /// How soon a caller hears what another instance did.
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final Transactions transactions;
  private final Bell bell;

  JobEvents(Transactions transactions, Bell bell) {
    this.transactions = transactions;
    this.bell = bell;
  }

  /// The events after that sequence number, up to the one that ends the job.
  Multi<JobEventEntity> follow(Tenant tenant, UUID job, int after) {
    Context context = Vertx.currentContext();
    AtomicInteger last = new AtomicInteger(after);
    return Multi.createBy()
        .repeating()
        .uni(() -> poll(context, tenant, job, last))
        .whilst(events -> events.isEmpty() || !events.getLast().state.isEnded())
        .onItem()
        .disjoint();
  }

  private Uni<List<JobEventEntity>> poll(
      Context context, Tenant tenant, UUID job, AtomicInteger last) {
    return Uni.createFrom()
        .deferred(() -> readOrWait(tenant, job, last.get()))
        .runSubscriptionOn(task -> context.runOnContext(ignored -> task.run()))
        .invoke(events -> events.forEach(event -> last.set(event.sequence)));
  }

  private Uni<List<JobEventEntity>> readOrWait(Tenant tenant, UUID job, int after) {
    long heard = bell.rings();
    return read(tenant, job, after)
        .call(events -> events.isEmpty() ? bell.after(heard, PAUSE) : Uni.createFrom().voidItem());
  }

  private Uni<List<JobEventEntity>> read(Tenant tenant, UUID job, int after) {
    return transactions.inTenant(
        tenant,
        session ->
            session
                .createSelectionQuery(
                    "from JobEventEntity where job = ?1 and sequence > ?2 order by sequence",
                    JobEventEntity.class)
                .setParameter(1, job)
                .setParameter(2, after)
                .getResultList());
  }
}
