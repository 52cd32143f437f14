// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.dataset;

import io.cloister.protocol.job.DatasetDeclaration;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/// Datasets for other features, in the scope of a transaction of theirs.
@ApplicationScoped
public class DatasetCatalog {
  /// A dataset as agreements need it.
  ///
  /// @param id the declaration's digest, in hex
  /// @param statement the signed declaration
  /// @param content the signed word on the ciphertext, once it is complete
  /// @param upload where the chunks of the ciphertext are, once it is complete
  public record Listed(
      String id, String tenant, byte[] statement, Optional<byte[]> content, Optional<UUID> upload) {
    public DatasetDeclaration declaration() {
      return OwnerStatements.declarationOf(statement);
    }
  }

  DatasetCatalog() {}

  /// Those of the ids that the transaction can see.
  public Uni<Map<String, Listed>> find(Mutiny.Session session, Collection<String> ids) {
    return session
        .createSelectionQuery("from DatasetEntity where id in :ids", DatasetEntity.class)
        .setParameter("ids", ids)
        .getResultList()
        .map(rows ->
            rows.stream()
                .map(DatasetCatalog::listed)
                .collect(Collectors.toMap(Listed::id, Function.identity())));
  }

  private static Listed listed(DatasetEntity dataset) {
    return new Listed(
        dataset.id,
        dataset.tenant,
        dataset.statement,
        Optional.ofNullable(dataset.content),
        Optional.ofNullable(dataset.upload));
  }
}
