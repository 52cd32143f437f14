// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.device;

import java.io.IOException;

/// A device refused; the message says which, what was asked and why.
public final class DeviceException extends IOException {
  private final int errno;

  /// @param what was tried, and on what
  /// @param errno the system's error number
  public DeviceException(String what, int errno) {
    super(what + ": " + Errno.describe(errno));
    this.errno = errno;
  }

  /// The system's error number.
  public int errno() {
    return errno;
  }
}
