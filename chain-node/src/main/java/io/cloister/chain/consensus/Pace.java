// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

/// When a member makes its next event. Often while that moves the order, seldom while it does not:
/// a network that has lost its quorum would otherwise fill its disks with events that decide
/// nothing.
final class Pace {
  /// Between two events while rounds are decided.
  private static final long SHORTEST_NANOS = 10_000_000L;

  /// Between two events while nothing is decided.
  private static final long LONGEST_NANOS = 2_000_000_000L;

  /// The interval is this part of the time for which nothing was decided.
  private static final int STALL_DIVISOR = 16;

  /// After so long without a decision, peers are told again.
  private static final long NUDGE_NANOS = 500_000_000L;

  /// The library declined to make an event: ask again when something may have come in.
  private static final long RETRY_NANOS = 5_000_000L;

  /// Longest time between two looks at the clock.
  private static final long IDLE_NANOS = 1_000_000_000L;

  private final boolean alone;
  private long moved;
  private long nextEvent;
  private long nextNudge;
  private boolean decided;

  /// @param members how many; one alone waits for nobody
  Pace(int members, long now) {
    this.alone = members == 1;
    this.moved = now;
    this.nextEvent = now;
    this.nextNudge = now + NUDGE_NANOS;
  }

  /// Something has moved: rounds will follow.
  void progress(long now) {
    moved = now;
    nextNudge = now + NUDGE_NANOS;
  }

  /// A round was decided; takes effect with the next event.
  void decided() {
    decided = true;
  }

  boolean isDue(long now) {
    return now - nextEvent >= 0;
  }

  void talked(long now) {
    if (decided) {
      decided = false;
      progress(now);
    }
    long stall = (now - moved) / STALL_DIVISOR;
    nextEvent = alone ? now : now + Math.clamp(stall, SHORTEST_NANOS, LONGEST_NANOS);
  }

  void hadNothing(long now) {
    nextEvent = now + RETRY_NANOS;
  }

  /// Whether it is time to tell peers again; at most once in a while.
  boolean isStalled(long now) {
    if (decided) {
      decided = false;
      progress(now);
    }
    if (alone || now - nextNudge < 0) {
      return false;
    }
    nextNudge = now + NUDGE_NANOS;
    return true;
  }

  long untilDue(long now, boolean busy) {
    if (!busy) {
      return IDLE_NANOS;
    }
    return Math.clamp(nextEvent - now, alone ? 0 : RETRY_NANOS / 5, LONGEST_NANOS);
  }
}
