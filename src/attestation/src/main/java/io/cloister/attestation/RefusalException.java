// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation;

import io.cloister.attestation.AttestationResult.Refused;

/// Unwinds a verifier to its entry, where it becomes a [Refused]. Never leaves a verifier.
///
/// It is made from hostile bytes at a caller's rate, so it carries no stack trace.
public final class RefusalException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /// @param reason the broken rule
  /// @param detail which part broke it
  public RefusalException(Reason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  /// The broken rule.
  public Reason reason() {
    return reason;
  }

  /// The same as a result.
  public Refused toResult() {
    return new Refused(reason, String.valueOf(getMessage()));
  }
}
