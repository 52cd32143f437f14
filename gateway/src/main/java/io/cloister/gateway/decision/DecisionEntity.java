// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.decision;

import io.cloister.policy.bundle.DecisionRecord;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/// A decision with all that it takes to decide it again; kept as it was made.
@Entity
@Immutable
@Table(name = "decision")
@SuppressWarnings("NullAway.Init")
public class DecisionEntity {
  @Id String id;
  UUID job;
  String[] readers;
  byte[] record;

  @Column(name = "policy_bundle")
  String policyBundle;

  @Column(name = "decided_at")
  Instant decidedAt;

  /// The row of a decision about a job.
  ///
  /// @param readers the tenants that may see it
  public static DecisionEntity of(UUID job, String[] readers, DecisionRecord record) {
    DecisionEntity row = new DecisionEntity();
    row.id = record.digest().hex();
    row.job = job;
    row.readers = readers.clone();
    row.record = record.encode();
    row.policyBundle = record.statement().bundle().hex();
    row.decidedAt = record.statement().decidedAt();
    return row;
  }
}
