// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

/// Executes rounds.
@FunctionalInterface
public interface RoundListener {
  /// Whether the listener keeps the round for good.
  enum Outcome {
    /// The round and its snapshot are durable: the engine may start from here and forget what lies
    /// before.
    RECORDED,
    /// Nothing came of it.
    PASSED
  }

  /// Executes one round; called once for each, in order.
  Outcome onRound(OrderedRound round);

  /// Hears that events are needed which a peer holds no more: it may be asked for blocks instead.
  default void behind(int peer) {}
}
