// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.chain;

/// The gatekeeper does not answer, or answers what cannot be verified.
public final class ChainException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ChainException(String message) {
    super(message);
  }

  ChainException(String message, Throwable cause) {
    super(message, cause);
  }
}
