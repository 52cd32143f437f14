// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.device;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// An open character device that answers requests (`ioctl`).
public interface Device extends AutoCloseable {
  /// Sends one request, with the address of its argument.
  ///
  /// @param request the request's number, which encodes its direction and the argument's size
  /// @param argument memory that the device reads and writes; what it points to stays allocated
  /// @throws DeviceException if the device refuses, with its error number
  void request(int request, MemorySegment argument) throws DeviceException;

  @Override
  void close();

  /// Opens a device anew.
  @FunctionalInterface
  interface Opener {
    /// @throws IOException if it is not there or may not be opened
    Device open() throws IOException;
  }
}
