// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.session;

/// The client itself refused: what it was shown did not convince it, or the order made no sense.
public final class RefusedException extends ClientException {
  private static final long serialVersionUID = 1L;

  /// @param code stable name in kebab-case
  /// @param detail what was found wanting
  /// @param mend what to do about it
  public RefusedException(String code, String detail, String mend) {
    super(code, detail, mend, null);
  }
}
