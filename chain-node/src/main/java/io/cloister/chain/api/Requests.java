// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.api;

import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.signature.KeyId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Reads what requests carry, and bounds how many of them wait.
@Singleton
class Requests {
  static final String CBOR = "application/cbor";

  /// Longer than any proxy keeps a silent connection is of no use.
  private static final int MAX_WAIT_SECONDS = 60;

  /// A waiting request costs a virtual thread and a connection.
  private static final int MAX_WAITING = 2_000;

  private final Semaphore waiting = new Semaphore(MAX_WAITING);

  /// Runs something that waits, unless too many wait already.
  <T> T whileWaiting(Supplier<T> wait) {
    if (!waiting.tryAcquire()) {
      throw Problem.busy("too many requests wait");
    }
    try {
      return wait.get();
    } finally {
      waiting.release();
    }
  }

  /// A time to wait, cut to what is allowed.
  static Duration seconds(int seconds) {
    return Duration.ofSeconds(Math.clamp(seconds, 0, MAX_WAIT_SECONDS));
  }

  static Digest digest(String hex) {
    try {
      return Digest.parse(hex);
    } catch (MalformedException e) {
      throw Problem.malformed(e.getMessage());
    }
  }

  static KeyId keyId(String hex) {
    return new KeyId(digest(hex));
  }

  static JobId jobId(String text) {
    try {
      return JobId.parse(text);
    } catch (MalformedException e) {
      throw Problem.malformed(e.getMessage());
    }
  }
}
