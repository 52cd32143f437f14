// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.definition;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

/// An owner's signed withdrawal. It is never taken back: agree on a new definition instead.
@Entity
@Table(name = "stop_order")
@IdClass(OwnerKey.class)
@SuppressWarnings("NullAway.Init")
class StopEntity {
  @Id String definition;
  @Id String dataset;
  byte[] statement;

  @Column(name = "stopped_at")
  Instant stoppedAt;
}
