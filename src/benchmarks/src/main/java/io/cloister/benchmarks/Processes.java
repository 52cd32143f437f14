// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs other programs for a benchmark, and times them as whole processes.
final class Processes {
  private static final int TIMEOUT_MINUTES = 10;

  private Processes() {}

  /// Runs a command and returns what it printed.
  static String output(List<String> command) throws BenchmarkException, InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      requireSuccess(command, process);
      return printed;
    } catch (IOException e) {
      throw new BenchmarkException("cannot run " + command.getFirst(), e);
    }
  }

  /// Runs a command and returns its wall time in seconds.
  static double seconds(List<String> command) throws BenchmarkException, InterruptedException {
    try {
      long start = System.nanoTime();
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      requireSuccess(command, process);
      return (System.nanoTime() - start) / 1e9;
    } catch (IOException e) {
      throw new BenchmarkException("cannot run " + command.getFirst(), e);
    }
  }

  /// The command that runs a class of this program in a Java of its own.
  static List<String> java(Class<?> main, List<String> flags, Path... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path", "."), main.getName()));
    for (Path argument : arguments) {
      command.add(argument.toString());
    }
    return command;
  }

  /// A new folder for large files.
  static Path scratchFolder() throws BenchmarkException {
    try {
      return Files.createTempDirectory("cloister-bench");
    } catch (IOException e) {
      throw new BenchmarkException("cannot make a scratch folder", e);
    }
  }

  private static void requireSuccess(List<String> command, Process process)
      throws BenchmarkException, InterruptedException {
    if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new BenchmarkException(command.getFirst() + " took over ten minutes");
    }
    if (process.exitValue() != 0) {
      throw new BenchmarkException(command.getFirst() + " ended with " + process.exitValue());
    }
  }
}
