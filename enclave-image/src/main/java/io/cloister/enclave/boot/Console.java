// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.boot;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// The process around a worker: exit codes, one line for what went wrong, shutdown.
@Terminal
public final class Console {
  private static final int USAGE = 2;
  private static final int CANNOT_START = 3;

  /// Exit code of a process that had to stop itself: EX_SOFTWARE of sysexits.
  private static final int HARD_STOP = 70;

  private Console() {}

  /// Makes the worker of its settings.
  @FunctionalInterface
  public interface Assembly {
    /// Puts it together.
    ///
    /// @param settings by name
    /// @throws IOException if something that it needs is not there
    Worker assemble(Map<String, String> settings) throws IOException;
  }

  /// Runs a worker until the process is told to end; does not return.
  ///
  /// @param arguments of the command: where the settings are
  public static void run(String[] arguments, Assembly assembly) {
    if (System.getProperty("java.util.logging.SimpleFormatter.format") == null) {
      System.setProperty(
          "java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$s %5$s%n");
    }
    try {
      Worker worker = assembly.assemble(WorkerSettings.of(arguments, System.getenv(), System.in));
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(worker::close));
      worker.start();
      new CountDownLatch(1).await();
    } catch (WorkerConfig.ConfigException e) {
      end(USAGE, "worker: " + e.getMessage());
    } catch (IOException e) {
      end(CANNOT_START, "worker: cannot start: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends this process at once: a native call heeds nothing else.
  public static void halt() {
    Runtime.getRuntime().halt(HARD_STOP);
  }

  private static void end(int status, String line) {
    System.err.println(line);
    System.exit(status);
  }
}
