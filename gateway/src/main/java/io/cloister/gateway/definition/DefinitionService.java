// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.definition;

import io.cloister.gateway.dataset.DatasetCatalog;
import io.cloister.gateway.dataset.DatasetCatalog.Listed;
import io.cloister.gateway.problem.ProblemCode;
import io.cloister.gateway.problem.ProblemException;
import io.cloister.gateway.problem.Wire;
import io.cloister.gateway.tenant.Page;
import io.cloister.gateway.tenant.SystemScope;
import io.cloister.gateway.tenant.Tenant;
import io.cloister.gateway.tenant.Transactions;
import io.cloister.gateway.worker.RegisteredWorker;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.Input;
import io.cloister.protocol.job.JobDefinition;
import io.cloister.protocol.job.Recipient;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.hibernate.reactive.mutiny.Mutiny;

/// Definitions: proposed by one tenant, seen by their parties alone.
@ApplicationScoped
class DefinitionService {
  private static final String LIST =
      """
      select * from definition
      where (created_at, id) < (:at, :id)
      order by created_at desc, id desc\
      """;

  private final Transactions transactions;
  private final SystemScope system;
  private final DatasetCatalog datasets;
  private final Agreements agreements;
  private final Candidates candidates;
  private final InstantSource clock;

  DefinitionService(
      Transactions transactions,
      SystemScope system,
      DatasetCatalog datasets,
      Agreements agreements,
      Candidates candidates,
      InstantSource clock) {
    this.transactions = transactions;
    this.system = system;
    this.datasets = datasets;
    this.agreements = agreements;
    this.candidates = candidates;
    this.clock = clock;
  }

  /// Stores a definition; to propose the same again changes nothing. The datasets it reads may
  /// belong to anyone: whoever holds a declaration's digest has been told of it by its owner.
  Uni<Agreement> propose(Tenant tenant, byte[] bytes) {
    JobDefinition definition = Wire.decoded("definition", bytes, JobDefinition::decode);
    requireProposable(tenant, definition);
    List<String> ids = definition.inputs().stream().map(i -> i.declaration().hex()).toList();
    return system
        .run(session -> datasets.find(session, ids))
        .invoke(found -> requireAll(ids, found))
        .chain(found -> store(tenant, definition, found))
        .chain(() -> find(tenant, definition.digest()));
  }

  /// The agreement, if the tenant is a party to it.
  Uni<Agreement> find(Tenant tenant, Digest id) {
    return system
        .run(session -> agreements.find(session, id.hex()))
        .onItem()
        .ifNull()
        .failWith(ProblemException::notFound)
        .invoke(agreement -> requireParty(tenant, agreement));
  }

  /// The agreements that the tenant is a party to, newest first.
  Uni<List<Agreement>> list(Tenant tenant, Page page) {
    return transactions
        .inTenant(
            tenant,
            session ->
                session
                    .createNativeQuery(LIST, DefinitionEntity.class)
                    .setParameter("at", page.at())
                    .setParameter("id", page.id())
                    .setMaxResults(page.limit())
                    .getResultList())
        .chain(rows -> system.run(session -> assembleAll(session, rows)));
  }

  /// The workers that could run the definition, if the tenant is a party to it.
  Uni<List<RegisteredWorker>> candidates(Tenant tenant, Digest id) {
    return find(tenant, id)
        .chain(() -> system.run(session -> candidates.of(session, id.hex(), clock.instant())));
  }

  private void requireProposable(Tenant tenant, JobDefinition definition) {
    if (!definition.tenant().equals(tenant.alias())) {
      throw ProblemException.of(
              ProblemCode.TENANT_MISMATCH, "The definition does not name your organization.")
          .at("definition");
    }
    if (definition.expiresAt() <= clock.millis()) {
      throw ProblemException.of(
              ProblemCode.DEFINITION_EXPIRED, "The definition's expiry lies in the past.")
          .at("definition");
    }
  }

  private static void requireAll(List<String> ids, Map<String, Listed> found) {
    if (!found.keySet().containsAll(ids)) {
      throw ProblemException.of(
              ProblemCode.DATASET_UNKNOWN, "An input of the definition is not registered here.")
          .at("definition");
    }
  }

  private static void requireParty(Tenant tenant, Agreement agreement) {
    if (!agreement.parties().contains(tenant.alias())) {
      throw ProblemException.notFound();
    }
  }

  private Uni<Void> store(Tenant tenant, JobDefinition definition, Map<String, Listed> found) {
    return transactions.inTenant(
        tenant,
        session ->
            session
                .find(DefinitionEntity.class, definition.digest().hex())
                .onItem()
                .ifNull()
                .switchTo(() -> persist(session, definition, found))
                .replaceWithVoid());
  }

  private Uni<DefinitionEntity> persist(
      Mutiny.Session session, JobDefinition definition, Map<String, Listed> found) {
    DefinitionEntity entity = entity(definition, found);
    List<InputEntity> inputs = inputs(entity.id, definition, found);
    return session
        .persist(entity)
        .chain(session::flush)
        .chain(() -> session.persistAll(inputs.toArray()))
        .replaceWith(entity);
  }

  private DefinitionEntity entity(JobDefinition definition, Map<String, Listed> found) {
    TreeSet<String> parties = new TreeSet<>();
    parties.add(definition.tenant());
    definition.recipients().stream().map(Recipient::tenant).forEach(parties::add);
    found.values().stream().map(Listed::tenant).forEach(parties::add);
    DefinitionEntity entity = new DefinitionEntity();
    entity.id = definition.digest().hex();
    entity.proposer = definition.tenant();
    entity.parties = parties.toArray(String[]::new);
    entity.name = definition.name();
    entity.bytes = definition.encode();
    entity.createdAt = clock.instant();
    entity.expiresAt = Instant.ofEpochMilli(definition.expiresAt());
    return entity;
  }

  private static List<InputEntity> inputs(
      String id, JobDefinition definition, Map<String, Listed> found) {
    List<InputEntity> inputs = new ArrayList<>();
    for (Input input : definition.inputs()) {
      InputEntity entity = new InputEntity();
      entity.definition = id;
      entity.position = inputs.size();
      entity.table = input.table();
      entity.dataset = input.declaration().hex();
      entity.tenant = tenantOf(found, entity.dataset);
      inputs.add(entity);
    }
    return inputs;
  }

  private static String tenantOf(Map<String, Listed> found, String dataset) {
    Listed listed = found.get(dataset);
    if (listed == null) {
      throw new IllegalStateException("an input's dataset is not there");
    }
    return listed.tenant();
  }

  private Uni<List<Agreement>> assembleAll(Mutiny.Session session, List<DefinitionEntity> rows) {
    return Multi.createFrom()
        .iterable(rows)
        .onItem()
        .transformToUniAndConcatenate(row -> agreements.assemble(session, row))
        .collect()
        .asList();
  }
}
