// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

import java.util.List;

/// Puts transactions into one order that all gatekeepers of the roster share.
///
/// The engine orders bytes and looks into none of them. What it accepted survives a crash: it is
/// ordered after the next start, if it was not before. Every start gives the same rounds again from
/// the point that the listener had recorded, so a listener that is a function of its rounds never
/// arrives at two histories.
public interface OrderingEngine extends AutoCloseable {
  /// Replays what was accepted and not yet recorded, then orders until [#close()]. Returns when the
  /// replay is over.
  ///
  /// @param snapshot of the last round that the listener recorded; empty: from the beginning
  /// @param listener gets the rounds after it in order, on one thread
  void start(byte[] snapshot, RoundListener listener);

  /// Hands in a transaction; blocks until it is durable here or refused.
  ///
  /// @param transaction not empty
  Intake submit(byte[] transaction);

  /// Asks for a round without a transaction, so that the consensus time advances.
  void tick();

  /// How many transactions are accepted and not yet in a round.
  int pending();

  /// Who takes part in this epoch, in the order of their numbers.
  List<String> roster();

  /// Proof of members who signed two histories, one for each.
  List<Misbehaviour> evidence();

  /// The engine's state: running, or why it stopped.
  EngineState state();

  @Override
  void close();
}
