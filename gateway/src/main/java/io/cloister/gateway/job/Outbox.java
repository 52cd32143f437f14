// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.job;

import io.cloister.gateway.chain.ChainClient;
import io.cloister.gateway.chain.ChainTrust;
import io.cloister.gateway.runtime.CryptoThreads;
import io.cloister.gateway.runtime.Loop.Progress;
import io.cloister.gateway.runtime.Loops;
import io.cloister.gateway.tenant.SystemScope;
import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.signature.SignedStatement;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/// Brings transactions to the chain, at least once; the chain applies each once. Those of one job
/// go in order: the next is not sent before a block has answered the one before. What becomes of
/// them is read from verified blocks, never from the gatekeeper's answer.
@ApplicationScoped
class Outbox {
  private static final Duration PAUSE = Duration.ofMillis(150);

  /// A lease: within it no other instance sends the same row.
  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);

  private static final Duration MAX_RETRY = Duration.ofSeconds(30);
  private static final int AT_ONCE = 20;

  private static final String DUE =
      """
      select * from outbox o
      where o.state = 'PENDING' and o.send_at <= :now and not exists
        (select from outbox earlier
         where earlier.job = o.job and earlier.state = 'PENDING' and earlier.id < o.id)
      order by o.send_at limit :limit for update of o skip locked\
      """;

  private final SystemScope system;
  private final ChainClient chain;
  private final ChainTrust trust;
  private final CryptoThreads crypto;
  private final InstantSource clock;

  Outbox(
      SystemScope system,
      ChainClient chain,
      ChainTrust trust,
      CryptoThreads crypto,
      InstantSource clock) {
    this.system = system;
    this.chain = chain;
    this.trust = trust;
    this.crypto = crypto;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event, Loops loops) {
    loops.startOnBell("outbox", PAUSE, this::sendDue);
  }

  /// A row for an operation, signed. Slow enough to belong on a crypto thread.
  OutboxEntity row(UUID job, OutboxEntity.Kind kind, Operation operation) {
    SignedStatement statement = trust.transaction(operation);
    OutboxEntity row = new OutboxEntity();
    row.job = job;
    row.kind = kind;
    row.statement = statement.encode();
    row.txId = statement.digest().hex();
    row.state = OutboxEntity.State.PENDING;
    row.sendAt = clock.instant();
    row.createdAt = row.sendAt;
    return row;
  }

  /// Enqueues the withdrawal of a job, after whatever is on its way for it.
  Uni<Void> cancel(Mutiny.Session session, UUID job) {
    Operation operation = new Operation.CancelJob(new JobId(job));
    return crypto
        .compute(() -> row(job, OutboxEntity.Kind.CANCEL, operation))
        .chain(session::persist);
  }

  /// Gives up what is still on its way for a job.
  Uni<Integer> abandon(Mutiny.Session session, UUID job) {
    return session
        .createMutationQuery(
            "update OutboxEntity set state = ABANDONED where job = ?1 and state = PENDING")
        .setParameter(1, job)
        .executeUpdate();
  }

  /// The row of a transaction, or null if it is not of this gateway's database.
  Uni<OutboxEntity> find(Mutiny.Session session, String txId) {
    return session
        .createSelectionQuery("from OutboxEntity where txId = ?1", OutboxEntity.class)
        .setParameter(1, txId)
        .getSingleResultOrNull();
  }

  Uni<Progress> sendDue() {
    return system
        .run(this::lease)
        .onItem()
        .transformToMulti(rows -> Multi.createFrom().iterable(rows))
        .onItem()
        .transformToUniAndConcatenate(row -> chain.send(row.statement))
        .collect()
        .asList()
        .map(sent -> sent.size() < AT_ONCE ? Progress.IDLE : Progress.MORE);
  }

  private Uni<List<OutboxEntity>> lease(Mutiny.Session session) {
    return session
        .createNativeQuery(DUE, OutboxEntity.class)
        .setParameter("now", clock.instant())
        .setParameter("limit", AT_ONCE)
        .getResultList()
        .invoke(rows -> rows.forEach(this::postpone));
  }

  private void postpone(OutboxEntity row) {
    Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(row.attempts, 10));
    row.attempts++;
    row.sendAt = clock.instant().plus(wait.compareTo(MAX_RETRY) < 0 ? wait : MAX_RETRY);
  }
}
