// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

import com.swirlds.base.time.Time;
import java.time.Instant;
import java.time.InstantSource;

/// The injected clock, as the library wants it.
record SourceTime(InstantSource source) implements Time {
  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public long currentTimeMillis() {
    return source.millis();
  }

  @Override
  public Instant now() {
    return source.instant();
  }
}
