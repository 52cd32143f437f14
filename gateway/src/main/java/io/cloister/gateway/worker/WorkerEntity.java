// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.worker;

import io.cloister.protocol.chain.WorkerState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/// A worker, as the chain registered it last.
@Entity
@Table(name = "registered_worker")
@SuppressWarnings("NullAway.Init")
class WorkerEntity {
  @Id String id;
  String operator;
  String region;
  String mode;
  String measurement;

  @Column(name = "confidence_class")
  int confidenceClass;

  @Column(name = "attested_at")
  Instant attestedAt;

  @Column(name = "expires_at")
  Instant expiresAt;

  @Column(name = "signing_key")
  byte[] signingKey;

  @Column(name = "recipient_key")
  byte[] recipientKey;

  /// Digest of the recipient key.
  String recipient;

  /// The encoded proof of its registration.
  byte[] registration;

  /// Where the chain says that it stands.
  @Enumerated(EnumType.STRING)
  WorkerState state;
}
