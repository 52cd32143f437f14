// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.dataset;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A registered declaration, and once its ciphertext is complete, the statement about that.
@Entity
@Table(name = "dataset")
@SuppressWarnings("NullAway.Init")
class DatasetEntity {
  enum State {
    /// Declared; its content is not here yet.
    REGISTERED,
    /// Its ciphertext is here and is the one that the owner signed for.
    READY
  }

  @Id String id;
  String tenant;
  String name;
  byte[] statement;

  @Enumerated(EnumType.STRING)
  State state;

  byte @Nullable [] content;
  @Nullable UUID upload;

  @Column(name = "created_at")
  Instant createdAt;
}
