// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.entity;

import static java.util.Objects.requireNonNull;

import io.cloister.policy.value.EntityUid;
import io.cloister.policy.value.RecordValue;

/// May this principal take this action on this resource, in this context (which holds the time)?
public record Request(
    EntityUid principal, EntityUid action, EntityUid resource, RecordValue context) {
  public Request {
    requireNonNull(principal, "principal");
    requireNonNull(action, "action");
    requireNonNull(resource, "resource");
    requireNonNull(context, "context");
  }
}
