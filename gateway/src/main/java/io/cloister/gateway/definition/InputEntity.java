// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.definition;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/// Which dataset stands behind a table of a definition, and whose it is.
@Entity
@Table(name = "definition_input")
@IdClass(InputEntity.Key.class)
@SuppressWarnings("NullAway.Init")
class InputEntity {
  record Key(String definition, int position) {}

  @Id String definition;
  @Id int position;

  @Column(name = "table_name")
  String table;

  String dataset;
  String tenant;
}
