// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.runtime;

import io.cloister.protocol.chain.ChainFollower;

/// Hears of every block of the chain, once and in order, after it has been verified.
@FunctionalInterface
public interface BlockListener {
  /// Takes note of a block. Must not block: the next one waits.
  void on(ChainFollower.Followed block);
}
