// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.storage;

/// The disk failed or holds what this program did not write. Nothing is safe to go on with.
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param message which file, and what is wrong with it
  public StorageException(String message) {
    super(message);
  }

  /// @param message which file, and what was tried
  /// @param cause what the system answered
  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }
}
