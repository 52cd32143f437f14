// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.definition;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

/// An owner's signed consent. A newer one takes the place of the older.
@Entity
@Table(name = "approval")
@IdClass(OwnerKey.class)
@SuppressWarnings("NullAway.Init")
class ApprovalEntity {
  @Id String definition;
  @Id String dataset;
  byte[] statement;

  @Column(name = "approved_at")
  Instant approvedAt;

  @Column(name = "expires_at")
  Instant expiresAt;
}
