// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.session;

/// The other side could not be reached, did not answer in time, or answered something unreadable.
public final class UnreachableException extends ClientException {
  private static final long serialVersionUID = 1L;

  /// @param detail which address, doing what
  /// @param mend what to do about it
  /// @param cause the failure below
  public UnreachableException(String detail, String mend, Throwable cause) {
    super("unreachable", detail, mend, cause);
  }
}
