// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.channel;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Growing pauses between tries, with jitter so that workers do not come back all at once.
public final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final RandomGenerator random;
  private Duration next = FIRST;

  /// @param random gives the jitter
  public Backoff(RandomGenerator random) {
    this.random = random;
  }

  /// Waits; longer the next time.
  ///
  /// @throws InterruptedException if the worker stops
  public void pause() throws InterruptedException {
    long millis = next.toMillis();
    Thread.sleep(millis / 2 + random.nextLong(millis / 2 + 1));
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }

  /// Starts again with short pauses.
  public void reset() {
    next = FIRST;
  }
}
