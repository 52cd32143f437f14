// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

/// Signs this member's events.
@FunctionalInterface
public interface EventSigner {
  /// A signature over an event's hash.
  byte[] sign(byte[] hash);
}
