// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.json;

/// Bytes that are not what they claim to be: not JSON, not a Cedar policy, entity or request, not a
/// bundle or a decision record, or beyond a limit. The message names the place and never quotes
/// data.
public final class PolicyFormatException extends IllegalArgumentException {
  public PolicyFormatException(String message) {
    super(message);
  }

  public PolicyFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
