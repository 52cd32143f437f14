// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.dataset;

import io.cloister.gateway.problem.Wire;
import io.cloister.gateway.tenant.Page;
import io.cloister.protocol.job.Column;
import io.cloister.protocol.job.DatasetDeclaration;
import java.time.Instant;
import java.util.List;

/// A dataset as its owner sees it.
///
/// @param id the digest of the declaration
/// @param statement the signed declaration, base64url
/// @param state REGISTERED or READY
record DatasetView(
    String id,
    String tenant,
    String name,
    int version,
    List<ColumnView> columns,
    String format,
    List<String> purposes,
    String lawfulBasis,
    List<String> categories,
    List<String> regions,
    String state,
    Instant createdAt,
    String statement) {

  record ColumnView(String name, String type) {
    static ColumnView of(Column column) {
      return new ColumnView(column.name(), column.type().name());
    }
  }

  static DatasetView of(DatasetEntity dataset) {
    DatasetDeclaration declaration = OwnerStatements.declarationOf(dataset.statement);
    return new DatasetView(
        dataset.id,
        dataset.tenant,
        dataset.name,
        declaration.version(),
        declaration.columns().stream().map(ColumnView::of).toList(),
        declaration.format().name(),
        declaration.purposes(),
        declaration.lawfulBasis(),
        declaration.categories(),
        declaration.regions(),
        dataset.state.name(),
        dataset.createdAt,
        Wire.base64(dataset.statement));
  }

  Page.Mark mark() {
    return new Page.Mark(createdAt, id);
  }
}
