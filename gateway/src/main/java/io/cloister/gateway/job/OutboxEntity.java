// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.job;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A signed transaction on its way to the chain. It is written with the state that calls for it and
/// sent again until a verified block holds it.
@Entity
@Table(name = "outbox")
@SuppressWarnings("NullAway.Init")
class OutboxEntity {
  enum Kind {
    AUTHORIZE,
    CANCEL
  }

  enum State {
    PENDING,
    ACCEPTED,
    REJECTED,
    /// Of no more use, since the job has ended or its time is over.
    ABANDONED
  }

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Nullable Long id;

  UUID job;

  @Enumerated(EnumType.STRING)
  Kind kind;

  @Column(name = "tx_id")
  String txId;

  byte[] statement;

  @Enumerated(EnumType.STRING)
  State state;

  int attempts;

  @Column(name = "send_at")
  Instant sendAt;

  @Column(name = "created_at")
  Instant createdAt;
}
