// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.process;

import io.cloister.cli.terminal.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// Which children run, kept on disk so that the next start finds those that a killed command left
/// behind. A pid counts only with the start time of its process, because pids are used again.
public final class PidFiles {

  private static final String SUFFIX = ".pid";

  /// The kernel's start times are rounded, so the same process may differ by this much.
  private static final Duration ROUNDING = Duration.ofSeconds(2);

  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Path folder;

  /// Pid files in the given folder, which exists.
  public PidFiles(Path folder) {
    this.folder = folder;
  }

  /// Notes that a child runs.
  void write(String name, ProcessHandle process) {
    Path file = folder.resolve(name + SUFFIX);
    String start = process.info().startInstant().map(Instant::toString).orElse("");
    try {
      Files.writeString(file, process.pid() + " " + start + "\n");
    } catch (IOException failed) {
      process.destroyForcibly();
      throw CliException.unreachable(
              "cannot write a pid file", file.toString(), "make the folder writable")
          .causedBy(failed);
    }
  }

  /// Stops whatever an earlier run left behind, first with a request, then by force.
  ///
  /// @return the names of the programs that were stopped
  public List<String> stopOrphans() {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.filter(file -> file.toString().endsWith(SUFFIX)).toList();
      List<Path> alive = all.stream().filter(file -> find(file).isPresent()).toList();
      stop(alive.stream().flatMap(file -> find(file).stream()).toList());
      for (Path file : all) {
        Files.deleteIfExists(file);
      }
      return alive.stream().map(PidFiles::name).sorted().toList();
    } catch (IOException failed) {
      throw CliException.unreachable(
              "cannot read the pid files", folder.toString(), "make the folder readable")
          .causedBy(failed);
    }
  }

  private static String name(Path file) {
    String fileName = String.valueOf(file.getFileName());
    return fileName.substring(0, fileName.length() - SUFFIX.length());
  }

  private static void stop(List<ProcessHandle> processes) {
    processes.forEach(ProcessHandle::destroy);
    CompletableFuture<?> ended =
        CompletableFuture.allOf(
            processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
    try {
      ended.get(GRACE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException stubborn) {
      processes.forEach(ProcessHandle::destroyForcibly);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Optional<ProcessHandle> find(Path file) {
    try {
      String[] parts = Files.readString(file).strip().split(" ", -1);
      if (parts.length != 2 || parts[1].isEmpty()) {
        return Optional.empty();
      }
      Instant start = Instant.parse(parts[1]);
      return ProcessHandle.of(Long.parseLong(parts[0])).filter(found -> startedAt(found, start));
    } catch (IOException | IllegalArgumentException | java.time.DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  private static boolean startedAt(ProcessHandle process, Instant start) {
    return process
        .info()
        .startInstant()
        .filter(found -> Duration.between(found, start).abs().compareTo(ROUNDING) <= 0)
        .isPresent();
  }
}
