// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.job;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/// A state that a job came to.
@Entity
@Table(name = "job_event")
@IdClass(JobEventEntity.Key.class)
@SuppressWarnings("NullAway.Init")
class JobEventEntity {
  record Key(UUID job, int sequence) {}

  @Id UUID job;
  @Id int sequence;

  @Enumerated(EnumType.STRING)
  JobState state;

  Instant at;
}
