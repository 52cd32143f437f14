// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

/// Signs in this member's name.
@FunctionalInterface
public interface EventSigner {
  /// A signature over a message.
  byte[] sign(byte[] message);
}
