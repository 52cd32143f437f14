// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.value;

/// `true` or `false`.
public enum BooleanValue implements Value {
  TRUE,
  FALSE;

  public static BooleanValue of(boolean truth) {
    return truth ? TRUE : FALSE;
  }
}
