// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.definition;

import io.cloister.gateway.dataset.DatasetCatalog;
import io.cloister.gateway.dataset.DatasetCatalog.Listed;
import io.cloister.gateway.definition.Agreement.AgreedInput;
import io.cloister.gateway.definition.Agreement.Consent;
import io.cloister.gateway.problem.Wire;
import io.cloister.protocol.job.JobDefinition;
import io.cloister.protocol.job.KeyGrant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/// Reads agreements whole, across the tenants that are parties to them. Its transactions are of the
/// system's scope: callers show a tenant only agreements that it is a party to.
@ApplicationScoped
public class Agreements {
  private final DatasetCatalog datasets;

  Agreements(DatasetCatalog datasets) {
    this.datasets = datasets;
  }

  /// The agreement of that id, or null.
  public Uni<Agreement> find(Mutiny.Session session, String id) {
    return session
        .find(DefinitionEntity.class, id)
        .onItem()
        .ifNotNull()
        .transformToUni(definition -> assemble(session, definition));
  }

  /// The grants of one enclave, by dataset.
  public Uni<Map<String, KeyGrant>> grants(
      Mutiny.Session session, String definition, String recipient) {
    return session
        .createSelectionQuery(
            "from GrantEntity where definition = ?1 and recipient = ?2", GrantEntity.class)
        .setParameter(1, definition)
        .setParameter(2, recipient)
        .getResultList()
        .map(grants ->
            grants.stream()
                .collect(
                    Collectors.toMap(
                        grant -> grant.dataset,
                        grant -> Wire.stored(grant.bytes, KeyGrant::decode))));
  }

  /// Operations of one session never overlap, so they are read one after the other.
  Uni<Agreement> assemble(Mutiny.Session session, DefinitionEntity definition) {
    return inputs(session, definition.id)
        .chain(inputs -> parts(session, definition.id, inputs))
        .map(parts -> agreement(definition, parts));
  }

  private Uni<Parts> parts(Mutiny.Session session, String id, List<InputEntity> inputs) {
    return Uni.combine()
        .all()
        .unis(listed(session, inputs), approvals(session, id), stops(session, id))
        .usingConcurrencyOf(1)
        .with((datasets, consents, stops) -> new Parts(inputs, datasets, consents, stops));
  }

  /// The rows that make up one agreement.
  private record Parts(
      List<InputEntity> inputs,
      Map<String, Listed> datasets,
      Map<String, Consent> consents,
      Map<String, Instant> stops) {
    AgreedInput agreed(InputEntity input) {
      Listed dataset = datasets.get(input.dataset);
      if (dataset == null) {
        throw new IllegalStateException("an input's dataset is not there");
      }
      return new AgreedInput(
          input.table,
          input.dataset,
          input.tenant,
          dataset.statement(),
          dataset.content(),
          dataset.upload(),
          Optional.ofNullable(consents.get(input.dataset)),
          Optional.ofNullable(stops.get(input.dataset)));
    }
  }

  private static Agreement agreement(DefinitionEntity definition, Parts parts) {
    return new Agreement(
        definition.id,
        definition.bytes,
        Wire.stored(definition.bytes, JobDefinition::decode),
        List.of(definition.parties),
        definition.createdAt,
        parts.inputs().stream().map(parts::agreed).toList());
  }

  private static Uni<List<InputEntity>> inputs(Mutiny.Session session, String definition) {
    return session
        .createSelectionQuery(
            "from InputEntity where definition = ?1 order by position", InputEntity.class)
        .setParameter(1, definition)
        .getResultList();
  }

  private Uni<Map<String, Listed>> listed(Mutiny.Session session, List<InputEntity> inputs) {
    return datasets.find(session, inputs.stream().map(input -> input.dataset).toList());
  }

  private static Uni<Map<String, Consent>> approvals(Mutiny.Session session, String definition) {
    return session
        .createSelectionQuery("from ApprovalEntity where definition = ?1", ApprovalEntity.class)
        .setParameter(1, definition)
        .getResultList()
        .map(rows ->
            byDataset(
                rows,
                row -> row.dataset,
                row -> new Consent(row.statement, row.approvedAt, row.expiresAt)));
  }

  private static Uni<Map<String, Instant>> stops(Mutiny.Session session, String definition) {
    return session
        .createSelectionQuery("from StopEntity where definition = ?1", StopEntity.class)
        .setParameter(1, definition)
        .getResultList()
        .map(rows -> byDataset(rows, row -> row.dataset, row -> row.stoppedAt));
  }

  private static <R, V> Map<String, V> byDataset(
      List<R> rows, Function<R, String> dataset, Function<R, V> value) {
    return rows.stream().collect(Collectors.toMap(dataset, value));
  }
}
