// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.job;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One run of a definition.
@Entity
@Table(name = "job")
@SuppressWarnings("NullAway.Init")
class JobEntity {
  @Id UUID id;
  String tenant;

  /// Who may see the job: the submitter, and the recipients of the result.
  String[] readers;

  String definition;
  String purpose;

  @Column(name = "request_id")
  byte[] requestId;

  @Column(name = "idempotency_key")
  String idempotencyKey;

  byte[] fingerprint;

  @Enumerated(EnumType.STRING)
  JobState state;

  int round;

  @Column(name = "cancel_requested")
  boolean cancelRequested;

  /// The encoded context that every sealed message of the job is bound to.
  byte[] context;

  byte[] salt;

  /// The encoded decision record.
  byte[] decision;

  @Column(name = "policy_bundle")
  String policyBundle;

  @Nullable String mode;

  @Column(name = "problem_code")
  @Nullable String problemCode;

  @Column(name = "problem_detail")
  @Nullable String problemDetail;

  @Column(name = "receipt_worker")
  @Nullable String receiptWorker;

  String[] workers = {};
  String[] agreeing = {};
  String[] dissenting = {};
  String[] silent = {};

  @Column(name = "submitted_at")
  Instant submittedAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  /// When the chain ends the job at the latest.
  @Column(name = "expires_at")
  Instant expiresAt;

  /// When the job is driven again; null once it has ended.
  @Nullable Instant deadline;

  /// Counts the job's events from 1; also its entity tag.
  int sequence;
}
