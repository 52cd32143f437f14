// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

import java.util.List;

/// A round of consensus: what was ordered, and when all agree that it was.
///
/// @param number counts up, with gaps where nothing was ordered
/// @param consensusTime milliseconds since 1970, never falling, the same at every member
/// @param transactions in their order; empty where the round only moved the time
/// @param snapshot from which the engine can start after this round
@SuppressWarnings("ArrayRecordComponent")
public record OrderedRound(
    long number, long consensusTime, List<OrderedTransaction> transactions, byte[] snapshot) {
  /// Copies what is given.
  public OrderedRound {
    transactions = List.copyOf(transactions);
    snapshot = snapshot.clone();
  }
}
