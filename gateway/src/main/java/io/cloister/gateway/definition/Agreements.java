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
  private static final String CANDIDATES =
      """
      select w.recipient from registered_worker w
      where w.expires_at > :now and
        (select count(distinct g.dataset) from key_grant g
          where g.definition = :definition and g.recipient = w.recipient)
        = (select count(distinct i.dataset) from definition_input i
          where i.definition = :definition)
      order by w.id\
      """;

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

  /// Digests of the recipient keys of those registered workers that hold a grant for every input.
  public Uni<List<String>> candidates(Mutiny.Session session, String definition, Instant now) {
    return session
        .createNativeQuery(CANDIDATES, String.class)
        .setParameter("now", now)
        .setParameter("definition", definition)
        .getResultList();
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
        .chain(inputs ->
            listed(session, inputs)
                .chain(listed ->
                    approvals(session, definition.id)
                        .chain(consents ->
                            stops(session, definition.id)
                                .map(stops -> new Parts(inputs, listed, consents, stops)))))
        .map(parts -> agreement(definition, parts));
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
