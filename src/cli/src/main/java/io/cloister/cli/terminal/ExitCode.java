// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.terminal;

/// What the command's exit status tells a script.
public enum ExitCode {
  /// It was done, or the answer is yes.
  DONE(0),
  /// It was done, and the answer is no: rejected, denied, invalid.
  NO(1),
  /// The command line cannot be understood.
  USAGE(2),
  /// Something could not be reached or started.
  UNREACHABLE(3);

  private final int status;

  ExitCode(int status) {
    this.status = status;
  }

  /// The process's exit status.
  public int status() {
    return status;
  }
}
