// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.device;

/// Linux's error numbers that devices for evidence answer with, in words that say what to do
/// (`asm-generic/errno-base.h`).
final class Errno {
  private Errno() {}

  static String describe(int errno) {
    return switch (errno) {
      case 1 -> "EPERM: this process may not do that";
      case 2 -> "ENOENT: it is not there: this is no such TEE, or its device is not mounted";
      case 4 -> "EINTR: interrupted; it will be tried again";
      case 6 -> "ENXIO: the platform offers no evidence";
      case 9 -> "EBADF: the device has been closed";
      case 11 -> "EAGAIN: the quoting service is not ready; it will be tried again";
      case 12 -> "ENOMEM: the platform has no memory left for it";
      case 13 -> "EACCES: give this process the right to read and write it";
      case 14 -> "EFAULT: the platform cannot reach this process's memory";
      case 16 -> "EBUSY: somebody else uses it; it will be tried again";
      case 19 -> "ENODEV: the platform offers no evidence";
      case 22 -> "EINVAL: the platform does not take what it was given";
      case 25 -> "ENOTTY: the device does not know this request";
      case 38 -> "ENOSYS: this system has no such call";
      default -> "error " + errno;
    };
  }
}
