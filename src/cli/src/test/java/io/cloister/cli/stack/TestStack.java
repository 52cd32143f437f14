// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.stack;

import io.cloister.cli.process.Isolation;
import io.cloister.cli.process.Launcher;
import io.cloister.cli.process.PidFiles;
import io.cloister.cli.terminal.Console;
import io.cloister.cli.terminal.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;

/// The surroundings of a part under test: a state folder, a cache, and a free port.
final class TestStack implements AutoCloseable {

  final StateDirectory state;
  final StackPaths paths;
  final Launcher launcher;
  final Progress progress =
      new Progress(new Console(nowhere(), nowhere(), Console.Mode.PLAIN), System::nanoTime);

  TestStack(Path root, Path folder) {
    state = StateDirectory.open(folder);
    Checkout checkout =
        new Checkout(
            root,
            Path.of(System.getProperty("cloister.maven", "mvn")),
            Path.of(System.getProperty("java.home")));
    paths =
        new StackPaths(
            checkout, state, new SecretFiles(state.folder("secrets"), new SecureRandom()));
    launcher =
        new Launcher(
            state.folder("logs"), new PidFiles(state.folder("run")), Isolation.ofMachine());
  }

  private static PrintStream nowhere() {
    return new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }

  @Override
  public void close() {
    progress.close();
    state.close();
  }
}
