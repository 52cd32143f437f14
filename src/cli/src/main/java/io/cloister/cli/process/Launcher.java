// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.process;

import io.cloister.cli.terminal.CliException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Starts child processes, each with a log file and a pid file.
///
/// All are forked from one thread that lives as long as this process: the kernel's parent-death
/// signal follows the thread that forked.
public final class Launcher {

  /// What a child may see of the user's environment; the rest could change how it behaves.
  private static final Set<String> INHERITED =
      Set.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TZ");

  private static final ExecutorService FORKS =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("forks").daemon().factory());

  private final Path logs;
  private final PidFiles pidFiles;
  private final Isolation isolation;

  /// A launcher that writes to the given folders, which exist.
  public Launcher(Path logs, PidFiles pidFiles, Isolation isolation) {
    this.logs = logs;
    this.pidFiles = pidFiles;
    this.isolation = isolation;
  }

  /// The means that this machine offers to separate a child from its parent.
  public Isolation isolation() {
    return isolation;
  }

  /// Runs a program to its end, with the given standard input.
  ///
  /// @throws CliException if it cannot be started, fails, or takes longer than the limit
  public void run(Program program, InputStream input, Duration limit) {
    Child child = start(program, Isolation.Farewell.TERM, ProcessBuilder.Redirect.PIPE);
    child.feed(input);
    child.awaitSuccess(limit);
  }

  /// Runs a program to its end whose failure does not matter, because its effect is checked.
  public void tryRun(Program program, Duration limit) {
    launch(program, Isolation.Farewell.TERM).awaitEnd(limit);
  }

  /// Starts a program that runs until it is stopped. The log of its last run is kept beside the new
  /// one as `NAME.log.1`.
  ///
  /// @throws CliException if it cannot be started
  public Child launch(Program program, Isolation.Farewell farewell) {
    return start(program, farewell, ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
  }

  private Child start(Program program, Isolation.Farewell farewell, ProcessBuilder.Redirect input) {
    Path log = freshLog(program.name());
    List<String> command = isolation.wrap(program.command(), farewell);
    ProcessBuilder builder = new ProcessBuilder(command).directory(program.directory().toFile());
    setEnvironment(builder.environment(), program.environment());
    builder
        .redirectInput(input)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Child child = new Child(program.name(), fork(program, builder), log);
    pidFiles.write(child.name(), child.handle());
    return child;
  }

  private Process fork(Program program, ProcessBuilder builder) {
    try {
      return FORKS.submit(builder::start).get();
    } catch (ExecutionException failed) {
      throw CliException.unreachable(
              "cannot start " + program.name(),
              program.command().getFirst(),
              "check that this program exists and may be executed")
          .causedBy(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw interrupted(program.name());
    }
  }

  static CliException interrupted(String name) {
    return CliException.unreachable(
        "interrupted while starting " + name, name, "run the command again");
  }

  private static void setEnvironment(Map<String, String> target, Map<String, String> own) {
    target.keySet().removeIf(key -> !INHERITED.contains(key));
    target.putAll(own);
  }

  private Path freshLog(String name) {
    Path log = logs.resolve(name + ".log");
    try {
      if (Files.exists(log)) {
        Path previous = logs.resolve(name + ".log.1");
        Files.move(log, previous, StandardCopyOption.REPLACE_EXISTING);
      }
      return Files.createFile(log);
    } catch (IOException failed) {
      throw CliException.unreachable(
              "cannot write a log", log.toString(), "make the folder writable")
          .causedBy(failed);
    }
  }
}
