// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.worker;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/// One registration of a worker, whether in force or not.
@Entity
@Table(name = "worker_registration")
@SuppressWarnings("NullAway.Init")
class RegistrationEntity {
  /// Digest of the registering transaction.
  @Id String id;

  @Column(name = "expires_at")
  Instant expiresAt;

  /// The encoded proof.
  byte[] proof;
}
