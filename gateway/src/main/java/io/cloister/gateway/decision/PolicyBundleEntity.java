// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.decision;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/// A policy bundle that decided some job, kept for ever with the job's record.
@Entity
@Table(name = "policy_bundle")
@SuppressWarnings("NullAway.Init")
class PolicyBundleEntity {
  @Id String id;
  byte[] bytes;
}
