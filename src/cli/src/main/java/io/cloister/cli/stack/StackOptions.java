// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.stack;

import io.cloister.cli.terminal.CliException;
import java.nio.file.Path;
import java.util.Optional;

/// What a user may choose about a local stack.
///
/// @param ports where it listens
/// @param gatekeepers how many nodes the chain has
/// @param workers how many workers run jobs
/// @param data where it keeps its state; without it, `.cloister/stack` in the checkout
public record StackOptions(Ports ports, int gatekeepers, int workers, Optional<Path> data) {

  /// Three workers: enough for a quorum that outvotes one liar.
  public static final int DEFAULT_WORKERS = 3;

  /// More would share one machine's processors for nothing.
  static final int MAX_GATEKEEPERS = 16;

  /// Refuses what the stack cannot run.
  public StackOptions {
    if (gatekeepers < 1 || gatekeepers > MAX_GATEKEEPERS) {
      throw CliException.usage(
          "the local stack runs 1 to " + MAX_GATEKEEPERS + " gatekeepers, not " + gatekeepers,
          "--gatekeepers",
          "choose 1 for trials, or 4 or 7, which bear one or two that lie");
    }
    if (workers < 1 || workers > StackKeys.OPERATORS) {
      throw CliException.usage(
          "the local stack runs 1 to " + StackKeys.OPERATORS + " workers, not " + workers,
          "--workers",
          "choose a number in that range");
    }
  }

  /// The usual stack.
  public static StackOptions defaults() {
    return new StackOptions(new Ports(Ports.DEFAULT_BASE), 1, DEFAULT_WORKERS, Optional.empty());
  }
}
