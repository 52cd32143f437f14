// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

import io.cloister.enclave.device.DeviceException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/// Bounds how much memory this process may ever map (`RLIMIT_AS`).
///
/// The database's own limit covers tables and operators, not what one function allocates. Beyond
/// this bound an allocation fails, which the database reports as an error of that statement, while
/// without it the system would end the worker or its neighbours. Under Occlum the enclave's size
/// does the same.
public final class AddressSpace {
  private static final int RLIMIT_AS = 9;
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String SIZE = "VmSize:";

  private AddressSpace() {}

  /// Lets this process map so much more than it has mapped by now, and no more. A tighter bound
  /// that it was started with stays.
  ///
  /// @return the bound in bytes
  /// @throws IOException if the system does not tell or does not bound
  public static long bound(long moreBytes) throws IOException {
    long wanted = mapped() + moreBytes;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment limits = arena.allocate(ValueLayout.JAVA_LONG, 2);
      call("getrlimit", limits);
      long present = limits.getAtIndex(ValueLayout.JAVA_LONG, 0);
      if (Long.compareUnsigned(present, wanted) <= 0) {
        return present;
      }
      limits.setAtIndex(ValueLayout.JAVA_LONG, 0, wanted);
      limits.setAtIndex(ValueLayout.JAVA_LONG, 1, wanted);
      call("setrlimit", limits);
      return wanted;
    }
  }

  /// What is mapped now, in bytes: the JVM reserves its heap and code from the start.
  private static long mapped() throws IOException {
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith(SIZE)) {
        String kibibytes = line.substring(SIZE.length()).replace("kB", "").strip();
        return Long.parseLong(kibibytes) * 1024;
      }
    }
    throw new IOException(STATUS + " does not tell how much is mapped");
  }

  @SuppressWarnings("restricted") // Calling native functions is what this class is for.
  private static void call(String function, MemorySegment limits) throws DeviceException {
    Linker linker = Linker.nativeLinker();
    StructLayout errors = Linker.Option.captureStateLayout();
    VarHandle errno = errors.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    MethodHandle handle =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow(function),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS),
            Linker.Option.captureCallState("errno"));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment error = arena.allocate(errors);
      int answer = (int) handle.invokeExact(error, RLIMIT_AS, limits);
      if (answer != 0) {
        throw new DeviceException(
            "the address space cannot be bounded: " + function, (int) errno.get(error, 0L));
      }
    } catch (DeviceException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(function + " cannot be called", e);
    }
  }
}
