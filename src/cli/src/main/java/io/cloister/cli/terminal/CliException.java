// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.terminal;

/// A command that cannot go on: what failed, where to look, and how the user mends it. Never
/// carries a secret, because it is printed.
public final class CliException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;
  private final String where;
  private final String mend;

  private CliException(ExitCode exitCode, String what, String where, String mend) {
    super(what);
    this.exitCode = exitCode;
    this.where = where;
    this.mend = mend;
  }

  /// Something could not be reached or started.
  public static CliException unreachable(String what, String where, String mend) {
    return new CliException(ExitCode.UNREACHABLE, what, where, mend);
  }

  /// The command line asks for something that cannot be.
  public static CliException usage(String what, String where, String mend) {
    return new CliException(ExitCode.USAGE, what, where, mend);
  }

  /// The same failure with the exception that made it.
  public CliException causedBy(Throwable cause) {
    initCause(cause);
    return this;
  }

  /// The exit status that the command ends with.
  public ExitCode exitCode() {
    return exitCode;
  }

  /// The file, address or option that it concerns.
  public String where() {
    return where;
  }

  /// What the user does about it.
  public String mend() {
    return mend;
  }
}
