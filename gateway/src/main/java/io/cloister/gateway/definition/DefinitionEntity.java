// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.definition;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/// A definition: immutable, named by the digest of its bytes, seen by its parties.
@Entity
@Table(name = "definition")
@SuppressWarnings("NullAway.Init")
class DefinitionEntity {
  @Id String id;
  String proposer;

  /// The owners of its inputs, its proposer and its recipients.
  String[] parties;

  String name;
  byte[] bytes;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "expires_at")
  Instant expiresAt;
}
