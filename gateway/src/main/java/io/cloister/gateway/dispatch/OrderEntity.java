// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.dispatch;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A sealed order for one worker that the chain assigned. Without an envelope it still has to be
/// packaged.
@Entity
@Table(name = "job_order")
@IdClass(OrderEntity.Key.class)
@SuppressWarnings("NullAway.Init")
class OrderEntity {
  record Key(UUID job, String worker) {}

  @Id UUID job;
  @Id String worker;
  int round;
  byte @Nullable [] envelope;

  /// When packaging is tried next.
  @Column(name = "drive_at")
  Instant driveAt;

  @Column(name = "fetched_at")
  @Nullable Instant fetchedAt;
}
