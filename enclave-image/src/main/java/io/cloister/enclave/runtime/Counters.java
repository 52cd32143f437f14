// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.runtime;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What this worker has done so far; tells nothing of whose jobs they were.
public final class Counters {
  /// What is counted.
  public enum Event {
    /// A final block gave a job to this worker.
    ASSIGNED,
    /// A program gave an answer.
    ANSWERED,
    /// A program gave none.
    FAILED,
    /// A job could not be run to a commitment in time, or was dropped.
    ABANDONED,
    /// A commitment is final.
    COMMITTED,
    /// A reveal is final.
    REVEALED
  }

  private final Map<Event, LongAdder> counts =
      Arrays.stream(Event.values())
          .collect(Collectors.toUnmodifiableMap(Function.identity(), _ -> new LongAdder()));

  void count(Event event) {
    adder(event).increment();
  }

  /// How often something has happened.
  public long of(Event event) {
    return adder(event).sum();
  }

  /// All counts in the text format of Prometheus.
  public String text() {
    StringBuilder out = new StringBuilder("# TYPE cloister_worker_jobs_total counter\n");
    for (Event event : Event.values()) {
      out.append("cloister_worker_jobs_total{event=\"")
          .append(event.name().toLowerCase(Locale.ROOT))
          .append("\"} ")
          .append(of(event))
          .append('\n');
    }
    return out.toString();
  }

  private LongAdder adder(Event event) {
    LongAdder adder = counts.get(event);
    if (adder == null) {
      throw new IllegalStateException("every event has a counter");
    }
    return adder;
  }
}
