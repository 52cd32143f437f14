// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.terminal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/// Shows what the command is busy with: a line with the time taken when a step is done, and while
/// steps run a status line (on a terminal) or a reminder every ten seconds (in a log).
public final class Progress implements AutoCloseable {

  private static final Duration TICK = Duration.ofMillis(500);

  /// Steps shorter than this need no status: they are done before it can be read.
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final Duration REMINDER = Duration.ofSeconds(10);

  private final Console console;
  private final LongSupplier nanoTime;
  private final List<Step> running = new ArrayList<>();
  private final Thread ticker;

  /// Starts to show progress.
  ///
  /// @param nanoTime a monotonic clock, in nanoseconds
  public Progress(Console console, LongSupplier nanoTime) {
    this.console = console;
    this.nanoTime = nanoTime;
    this.ticker = Thread.ofVirtual().name("progress").start(this::tick);
  }

  /// One thing that the command is busy with.
  public final class Step {
    private final String name;
    private final long startedAt = nanoTime.getAsLong();
    private Duration remindedAt = Duration.ZERO;

    private Step(String name) {
      this.name = name;
    }

    /// The step is done.
    public void done() {
      end("%-32s %5.1f s");
    }

    /// The step failed; its failure is reported by whoever began it.
    public void failed() {
      end("%-32s failed after %.1f s");
    }

    private void end(String format) {
      synchronized (running) {
        if (running.remove(this)) {
          console.say("  " + String.format(Locale.ROOT, format, name, seconds()));
        }
      }
    }

    private double seconds() {
      return elapsed().toMillis() / 1000.0;
    }

    private Duration elapsed() {
      return Duration.ofNanos(nanoTime.getAsLong() - startedAt);
    }
  }

  /// Begins a step, such as `starting Keycloak`.
  public Step begin(String name) {
    Step step = new Step(name);
    synchronized (running) {
      running.add(step);
    }
    return step;
  }

  private void tick() {
    try {
      while (true) {
        Thread.sleep(TICK);
        show();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void show() {
    synchronized (running) {
      List<Step> slow = running.stream().filter(s -> s.elapsed().compareTo(PATIENCE) > 0).toList();
      if (console.mode() == Console.Mode.PLAIN) {
        slow.forEach(this::remind);
      } else if (!slow.isEmpty()) {
        console.status("  ... " + String.join(", ", slow.stream().map(Progress::brief).toList()));
      }
    }
  }

  private void remind(Step step) {
    Duration elapsed = step.elapsed();
    if (elapsed.minus(step.remindedAt).compareTo(REMINDER) >= 0) {
      step.remindedAt = elapsed;
      console.say("  ... " + brief(step));
    }
  }

  private static String brief(Step step) {
    return step.name + " " + step.elapsed().toSeconds() + " s";
  }

  /// Stops showing progress.
  @Override
  public void close() {
    ticker.interrupt();
  }
}
