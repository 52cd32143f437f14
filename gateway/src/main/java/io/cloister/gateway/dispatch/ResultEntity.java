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

/// What a worker handed in for a round: ciphertext, and its signed receipt.
@Entity
@Table(name = "job_result")
@IdClass(ResultEntity.Key.class)
@SuppressWarnings("NullAway.Init")
class ResultEntity {
  record Key(UUID job, String worker, int round) {}

  @Id UUID job;
  @Id String worker;
  @Id int round;

  @Column(name = "sealed_result")
  byte[] sealedResult;

  byte[] receipt;

  @Column(name = "received_at")
  Instant receivedAt;
}
