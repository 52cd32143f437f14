// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// The resident memory of this process and everything it started (proc(5), VmRSS).
///
/// Pages that processes share count once for each of them, so the sum errs on the high side.
final class StackMemory {
  private StackMemory() {}

  /// Bytes in use; 0 where the system does not tell.
  static long residentBytes() {
    ProcessHandle self = ProcessHandle.current();
    return LongStream.concat(
            LongStream.of(self.pid()), self.descendants().mapToLong(ProcessHandle::pid))
        .map(StackMemory::residentBytes)
        .sum();
  }

  private static long residentBytes(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
          .sum();
    } catch (IOException | UncheckedIOException e) {
      return 0; // it ended meanwhile, or there is no /proc
    }
  }
}
