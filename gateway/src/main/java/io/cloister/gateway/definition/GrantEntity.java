// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.definition;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/// A data key, sealed by its owner to one enclave for one definition.
@Entity
@Table(name = "key_grant")
@IdClass(GrantEntity.Key.class)
@SuppressWarnings("NullAway.Init")
class GrantEntity {
  record Key(String definition, String dataset, String recipient) {}

  @Id String definition;
  @Id String dataset;

  /// Digest of the enclave's recipient key.
  @Id String recipient;

  byte[] bytes;
}
