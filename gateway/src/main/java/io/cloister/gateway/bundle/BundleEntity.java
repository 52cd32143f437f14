// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.bundle;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The audit bundle of a FINAL job. Without its bytes it still has to be put together.
@Entity
@Table(name = "job_bundle")
@SuppressWarnings("NullAway.Init")
class BundleEntity {
  @Id UUID job;

  /// When it is tried next.
  @Column(name = "drive_at")
  Instant driveAt;

  /// Whose result and receipt count.
  @Nullable String worker;

  byte @Nullable [] bundle;
}
