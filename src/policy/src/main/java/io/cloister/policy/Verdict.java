// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy;

/// What a decision comes to. Without a permit the answer is no.
public enum Verdict {
  PERMIT,
  DENY
}
