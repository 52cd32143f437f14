// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.job;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;

/// A job's parameters, sealed to one worker.
@Entity
@Table(name = "job_parameters")
@IdClass(JobParametersEntity.Key.class)
@SuppressWarnings("NullAway.Init")
class JobParametersEntity {
  record Key(UUID job, String worker) {}

  @Id UUID job;
  @Id String worker;
  byte[] envelope;
}
