// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.stack;

import io.cloister.cli.process.Child;
import io.cloister.cli.process.HttpProbe;
import io.cloister.cli.process.Isolation;
import io.cloister.cli.process.Launcher;
import io.cloister.cli.process.Program;
import io.cloister.cli.terminal.Progress;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One of Cloister's own programs as a part of the stack. It is never started again by itself: a
/// program that ends early is a finding, and the system tests start it again when they mean to.
final class ProgramPart implements Part {

  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration STOP_GRACE = Duration.ofSeconds(15);

  private final Launcher launcher;
  private final Program program;
  private final Set<String> after;
  private final URI readiness;
  private @Nullable Child child;

  /// A part that runs the program.
  ///
  /// @param after the parts that must be ready first
  /// @param readiness answers 200 when the program is ready
  ProgramPart(Launcher launcher, Program program, Set<String> after, URI readiness) {
    this.launcher = launcher;
    this.program = program;
    this.after = Set.copyOf(after);
    this.readiness = readiness;
  }

  @Override
  public String name() {
    return program.name();
  }

  @Override
  public Set<String> after() {
    return after;
  }

  @Override
  public void start(Progress progress) {
    Child started = launcher.launch(program, Isolation.Farewell.TERM);
    child = started;
    started.awaitReady(new HttpProbe(readiness), START_LIMIT);
  }

  @Override
  public void kill() {
    if (child != null) {
      child.kill();
    }
  }

  @Override
  public void stop() {
    if (child != null) {
      child.stop(STOP_GRACE);
    }
  }
}
