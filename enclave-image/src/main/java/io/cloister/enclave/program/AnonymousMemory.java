// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/// Files without a name or a place on any file system (Linux `memfd_create`), closed on exec.
///
/// Trusts the kernel, or the library operating system of the enclave, to keep anonymous memory in
/// memory: run without swap, or inside a TEE whose memory is encrypted.
public final class AnonymousMemory implements PlainFile.Store {
  private static final int CLOSE_ON_EXEC = 1;

  private final MethodHandle create;
  private final MethodHandle close;

  private AnonymousMemory(MethodHandle create, MethodHandle close) {
    this.create = create;
    this.close = close;
  }

  /// Finds the system's functions.
  ///
  /// @throws IOException if this system has no anonymous memory files
  @SuppressWarnings("restricted") // Calling native functions is what this class is for.
  public static AnonymousMemory open() throws IOException {
    Linker linker = Linker.nativeLinker();
    SymbolLookup lookup = linker.defaultLookup();
    MemorySegment create = lookup.find("memfd_create").orElse(null);
    MemorySegment close = lookup.find("close").orElse(null);
    if (create == null || close == null) {
      throw new IOException("this system has no memfd_create: configure a directory in memory");
    }
    AnonymousMemory memory =
        new AnonymousMemory(
            linker.downcallHandle(
                create,
                FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT)),
            linker.downcallHandle(
                close, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)));
    memory.create().close();
    return memory;
  }

  @Override
  public PlainFile create() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      int descriptor = (int) create.invokeExact(arena.allocateFrom("cloister"), CLOSE_ON_EXEC);
      if (descriptor < 0) {
        throw new IOException("memfd_create refused");
      }
      return new Descriptor(descriptor);
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw new IOException("memfd_create failed", e);
    }
  }

  private void close(int descriptor) {
    try {
      int ignored = (int) close.invokeExact(descriptor);
    } catch (Throwable e) {
      throw new IllegalStateException("close failed", e);
    }
  }

  private final class Descriptor implements PlainFile {
    private final int number;
    private final AtomicBoolean closed = new AtomicBoolean();

    Descriptor(int number) {
      this.number = number;
    }

    @Override
    public OutputStream write() throws IOException {
      return new FileOutputStream(path().toFile());
    }

    @Override
    public Path path() {
      if (closed.get()) {
        throw new IllegalStateException("file is closed");
      }
      return Path.of("/proc/self/fd/" + number);
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        AnonymousMemory.this.close(number);
      }
    }
  }
}
