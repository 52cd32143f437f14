// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.process;

import io.cloister.cli.terminal.CliException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A running child process.
public final class Child {

  private static final Duration POLL = Duration.ofMillis(25);

  /// Enough of a log to see why a program stopped.
  private static final int TAIL_LINES = 15;

  /// A log is read from at most this many bytes before its end.
  private static final int TAIL_BYTES = 64 * 1024;

  private final String name;
  private final Process process;
  private final Path log;

  Child(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /// The program's name.
  public String name() {
    return name;
  }

  /// The operating system's view of it.
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /// Whether it runs.
  public boolean isAlive() {
    return process.isAlive();
  }

  /// Waits until the program is ready.
  ///
  /// @param ready asked again and again; must answer soon
  /// @throws CliException if the program ends first, or is not ready within the limit
  public void awaitReady(BooleanSupplier ready, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (!ready.getAsBoolean()) {
      if (!process.isAlive()) {
        throw failure(
            name + " stopped with status " + process.exitValue() + " before it was ready");
      }
      if (System.nanoTime() > end) {
        throw failure(name + " was not ready after " + limit.toSeconds() + " s");
      }
      pause();
    }
  }

  /// Waits until the program ends by itself.
  ///
  /// @throws CliException if it fails, or takes longer than the limit
  public void awaitSuccess(Duration limit) {
    if (!waitFor(limit)) {
      process.destroyForcibly();
      throw failure(name + " did not end within " + limit.toSeconds() + " s");
    }
    if (process.exitValue() != 0) {
      throw failure(name + " failed with status " + process.exitValue());
    }
  }

  /// Waits until the program ends, however it ends; ends it by force after the limit.
  void awaitEnd(Duration limit) {
    if (!waitFor(limit)) {
      process.destroyForcibly();
    }
  }

  /// Writes the program's whole standard input. One that ends early is judged by its status.
  void feed(InputStream input) {
    try (OutputStream stdin = process.getOutputStream()) {
      input.transferTo(stdin);
    } catch (IOException closed) {
      // The status tells why it stopped reading.
    }
  }

  /// Asks the program to end, and ends it by force when it does not within the grace.
  public void stop(Duration grace) {
    process.destroy();
    if (!waitFor(grace)) {
      kill();
    }
  }

  /// Ends the program by force, as a crash would.
  public void kill() {
    process.destroyForcibly();
    waitFor(Duration.ofSeconds(5));
  }

  private boolean waitFor(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw Launcher.interrupted(name);
    }
  }

  private CliException failure(String what) {
    return CliException.unreachable(
        what + "; its last words:\n" + String.join("\n", lastWords()),
        log.toString(),
        "read the log; if the state is beyond repair, delete its folder and start again");
  }

  private List<String> lastWords() {
    try (var channel = Files.newByteChannel(log)) {
      channel.position(Math.max(0, channel.size() - TAIL_BYTES));
      byte[] tail = Channels.newInputStream(channel).readAllBytes();
      List<String> lines = new String(tail, StandardCharsets.UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
    } catch (IOException unreadable) {
      return List.of("(the log cannot be read)");
    }
  }
}
