// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.device;

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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A device file, opened for reading and writing through the system's C library.
public final class KernelDevice implements Device {
  private static final int READ_WRITE_CLOSE_ON_EXEC = 0x2 | 0x80000;

  private final Path path;
  private final Calls calls;
  private final int descriptor;

  private KernelDevice(Path path, Calls calls, int descriptor) {
    this.path = path;
    this.calls = calls;
    this.descriptor = descriptor;
  }

  /// Opens a device.
  ///
  /// @throws IOException if it cannot be opened; the message says why
  public static KernelDevice open(Path path) throws IOException {
    Calls calls = Calls.find();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment error = arena.allocate(Calls.ERROR);
      MemorySegment name = arena.allocateFrom(path.toString());
      int descriptor = (int) calls.open.invokeExact(error, name, READ_WRITE_CLOSE_ON_EXEC);
      if (descriptor < 0) {
        throw new DeviceException("cannot open " + path, Calls.errno(error));
      }
      return new KernelDevice(path, calls, descriptor);
    } catch (DeviceException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("open cannot be called", e);
    }
  }

  @Override
  public void request(int request, MemorySegment argument) throws DeviceException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment error = arena.allocate(Calls.ERROR);
      long number = Integer.toUnsignedLong(request);
      int answer = (int) calls.ioctl.invokeExact(error, descriptor, number, argument);
      if (answer < 0) {
        throw new DeviceException(
            "%s, request 0x%08x".formatted(path, request), Calls.errno(error));
      }
    } catch (DeviceException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("ioctl cannot be called", e);
    }
  }

  @Override
  public void close() {
    try (Arena arena = Arena.ofConfined()) {
      int ignored = (int) calls.close.invokeExact(arena.allocate(Calls.ERROR), descriptor);
    } catch (Throwable e) {
      throw new IllegalStateException("close cannot be called", e);
    }
  }

  /// The C library's functions, each with a place for its error number.
  private record Calls(MethodHandle open, MethodHandle ioctl, MethodHandle close) {
    static final StructLayout ERROR = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
        ERROR.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    @SuppressWarnings("restricted") // Calling native functions is what this class is for.
    static Calls find() {
      return new Calls(
          handle(
              "open",
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
              Linker.Option.firstVariadicArg(2)),
          handle(
              "ioctl",
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.ADDRESS),
              Linker.Option.firstVariadicArg(2)),
          handle("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle handle(
        String name, FunctionDescriptor type, Linker.Option... variadic) {
      Linker linker = Linker.nativeLinker();
      List<Linker.Option> options = new ArrayList<>(List.of(variadic));
      options.add(Linker.Option.captureCallState("errno"));
      return linker.downcallHandle(
          linker.defaultLookup().findOrThrow(name), type, options.toArray(Linker.Option[]::new));
    }

    static int errno(MemorySegment error) {
      return (int) ERRNO.get(error, 0L);
    }
  }
}
