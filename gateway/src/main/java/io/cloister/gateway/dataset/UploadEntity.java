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

/// A ciphertext on its way in. The state of its running SHA-256 is kept with it, so that another
/// instance, or the same one after a crash, goes on without reading anything again.
@Entity
@Table(name = "upload")
@SuppressWarnings("NullAway.Init")
class UploadEntity {
  enum State {
    OPEN,
    COMPLETE,
    /// All bytes came, and they were not the ones that the owner signed for.
    REFUSED
  }

  @Id UUID id;
  String dataset;
  String tenant;
  byte[] statement;

  @Column(name = "content_hash")
  String contentHash;

  @Column(name = "total_bytes")
  long totalBytes;

  long received;

  @Column(name = "hash_state")
  byte[] hashState;

  @Enumerated(EnumType.STRING)
  State state;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "expires_at")
  Instant expiresAt;
}
