// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.dataset;

import io.cloister.gateway.problem.ProblemCode;
import io.cloister.gateway.problem.ProblemException;
import io.cloister.gateway.runtime.CryptoThreads;
import io.cloister.gateway.tenant.Page;
import io.cloister.gateway.tenant.Tenant;
import io.cloister.gateway.tenant.Transactions;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.DatasetDeclaration;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/// Registers what owners declare. A declaration is trusted for its signature alone: the key that it
/// names must have signed it, and its tenant must be the caller's.
@ApplicationScoped
class DatasetService {
  private static final String LIST =
      """
      select * from dataset
      where tenant = :tenant and (created_at, id) < (:at, :id)
      order by created_at desc, id desc\
      """;

  private final Transactions transactions;
  private final OwnerStatements statements;
  private final CryptoThreads crypto;
  private final InstantSource clock;

  DatasetService(
      Transactions transactions,
      OwnerStatements statements,
      CryptoThreads crypto,
      InstantSource clock) {
    this.transactions = transactions;
    this.statements = statements;
    this.crypto = crypto;
    this.clock = clock;
  }

  /// Registers a signed declaration; to register it again changes nothing.
  Uni<DatasetEntity> register(Tenant tenant, byte[] statement) {
    return crypto
        .compute(() -> verified(tenant, statement))
        .chain(dataset -> transactions.inTenant(tenant, session -> store(session, dataset)));
  }

  Uni<List<DatasetEntity>> list(Tenant tenant, Page page) {
    return transactions.inTenant(
        tenant,
        session ->
            session
                .createNativeQuery(LIST, DatasetEntity.class)
                .setParameter("tenant", tenant.alias())
                .setParameter("at", page.at())
                .setParameter("id", page.id())
                .setMaxResults(page.limit())
                .getResultList());
  }

  Uni<DatasetEntity> find(Tenant tenant, Digest id) {
    return transactions.inTenant(
        tenant,
        session ->
            session
                .find(DatasetEntity.class, id.hex())
                .onItem()
                .ifNull()
                .failWith(ProblemException::notFound));
  }

  private DatasetEntity verified(Tenant tenant, byte[] statement) {
    DatasetDeclaration declaration = statements.selfSigned(statement);
    if (!declaration.tenant().equals(tenant.alias())) {
      throw ProblemException.of(
              ProblemCode.TENANT_MISMATCH, "The declaration does not name your organization.")
          .at("statement");
    }
    DatasetEntity dataset = new DatasetEntity();
    dataset.id = declaration.digest().hex();
    dataset.tenant = tenant.alias();
    dataset.name = declaration.name();
    dataset.statement = statement.clone();
    dataset.state = DatasetEntity.State.REGISTERED;
    dataset.createdAt = clock.instant();
    return dataset;
  }

  private static Uni<DatasetEntity> store(Mutiny.Session session, DatasetEntity dataset) {
    return session
        .find(DatasetEntity.class, dataset.id)
        .onItem()
        .ifNull()
        .switchTo(() -> session.persist(dataset).replaceWith(dataset));
  }
}
