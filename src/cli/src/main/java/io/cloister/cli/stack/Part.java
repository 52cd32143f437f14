// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.stack;

import io.cloister.cli.terminal.Progress;
import java.util.Set;

/// One server of the stack: started when those before it are ready, stopped before them.
interface Part {

  /// What the user reads while it starts, such as `Keycloak`.
  String name();

  /// The names of the parts that must be ready first.
  Set<String> after();

  /// Starts it and returns when it is ready. May be interrupted; then nothing is left running that
  /// `stop` does not end.
  ///
  /// @param progress told about lengthy preparations
  void start(Progress progress);

  /// Ends it by force, as a crash would.
  void kill();

  /// Stops it in order; does nothing if it does not run.
  void stop();
}
