// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.json;

/// A text is not the JSON that was expected. The message names what and where, never the text.
public final class JsonException extends Exception {
  private static final long serialVersionUID = 1L;

  /// @param message what was expected, and where
  public JsonException(String message) {
    super(message);
  }

  /// @param message what was expected, and where
  /// @param cause the parser's own complaint
  public JsonException(String message, Throwable cause) {
    super(message, cause);
  }
}
