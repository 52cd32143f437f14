// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.encoding;

/// Bytes from outside are not a valid encoding. Checked, so that every boundary answers for it.
///
/// The message says what was expected and where; it never repeats the bytes.
public final class MalformedException extends Exception {
  private static final long serialVersionUID = 1L;

  /// @param message what was expected, and at which offset or field
  public MalformedException(String message) {
    super(message);
  }

  /// @param message what was expected, and at which offset or field
  /// @param cause the violated rule
  public MalformedException(String message, Throwable cause) {
    super(message, cause);
  }
}
