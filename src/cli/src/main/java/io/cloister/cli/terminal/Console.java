// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.terminal;

import java.io.PrintStream;

/// The user's terminal. Answers go to standard output, everything else to standard error, so that
/// `--json` output can be piped while progress stays visible.
@Terminal
public final class Console {

  private static final String CLEAR_LINE = "\r\u001B[K";

  private final PrintStream out;
  private final PrintStream err;
  private final Mode mode;
  private boolean statusShown;

  /// Whether standard error can be rewritten in place.
  public enum Mode {
    /// A terminal: a status line is rewritten in place.
    LIVE,
    /// A file or a pipe: whole lines only.
    PLAIN
  }

  /// A console over the given streams.
  public Console(PrintStream out, PrintStream err, Mode mode) {
    this.out = out;
    this.err = err;
    this.mode = mode;
  }

  /// The process's own streams; the launcher tells by `cloister.tty` whether standard error is a
  /// terminal.
  public static Console ofProcess() {
    return new Console(
        System.out, System.err, Boolean.getBoolean("cloister.tty") ? Mode.LIVE : Mode.PLAIN);
  }

  /// Whether a status line is possible.
  public Mode mode() {
    return mode;
  }

  /// Prints one line of the answer.
  public synchronized void print(String line) {
    clearStatus();
    out.println(line);
    out.flush();
  }

  /// Prints one line beside the answer.
  public synchronized void say(String line) {
    clearStatus();
    err.println(line);
    err.flush();
  }

  /// Shows what is going on until the next line; shows nothing on a plain stream.
  public synchronized void status(String text) {
    if (mode == Mode.PLAIN) {
      return;
    }
    err.print(CLEAR_LINE + text);
    err.flush();
    statusShown = true;
  }

  private void clearStatus() {
    if (statusShown) {
      err.print(CLEAR_LINE);
      statusShown = false;
    }
  }
}
