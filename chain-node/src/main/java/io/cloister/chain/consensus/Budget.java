// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

/// How many events a creator may send unasked: so many at once, so many in a second. What is beyond
/// that is dropped, and asked for if anybody turns out to need it.
final class Budget {
  /// Several times what a creator makes that follows the protocol.
  static final int PER_SECOND = 500;

  /// What may come together after a pause of the network.
  static final int BURST = 2_000;

  private static final double NANOS_PER_EVENT = 1e9 / PER_SECOND;

  private double tokens = BURST;
  private long last;

  /// @param now nanoseconds of a clock that never goes back
  Budget(long now) {
    this.last = now;
  }

  /// Takes one, if there is one.
  boolean take(long now) {
    tokens = Math.min(BURST, tokens + (now - last) / NANOS_PER_EVENT);
    last = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
