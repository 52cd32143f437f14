// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy;

/// What a policy does when its conditions hold.
public enum Effect {
  PERMIT,
  FORBID
}
