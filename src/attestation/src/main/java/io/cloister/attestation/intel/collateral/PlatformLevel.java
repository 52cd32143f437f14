// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel.collateral;

import io.cloister.attestation.Octets;
import java.util.Comparator;

/// A level of a platform: the lowest versions of its components that are at it.
///
/// @param sgx the 16 SGX components
/// @param pceSvn of the provisioning certification enclave
/// @param tdx the 16 TDX components; empty in TCB Info for SGX
/// @param level what Intel says about it
public record PlatformLevel(Octets sgx, int pceSvn, Octets tdx, Level level) {
  static final int COMPONENTS = 16;

  /// Highest first: the order to match in, whatever the order in the document.
  static final Comparator<PlatformLevel> HIGHEST_FIRST =
      Comparator.comparing(PlatformLevel::sgx)
          .thenComparingInt(PlatformLevel::pceSvn)
          .thenComparing(PlatformLevel::tdx)
          .reversed();

  /// Whether a platform with these SGX components and PCE reaches this level.
  public boolean isReachedBy(Octets cpuSvn, int pce) {
    return reaches(cpuSvn, sgx, 0) && pce >= pceSvn;
  }

  /// Whether these TDX components reach this level. With a module of version 1 or higher, the first
  /// two of them are the module's own, which has levels of its own.
  public boolean isReachedByTdx(Octets teeTcbSvn) {
    return reaches(teeTcbSvn, tdx, teeTcbSvn.at(1) > 0 ? 2 : 0);
  }

  private static boolean reaches(Octets svns, Octets floor, int from) {
    for (int i = from; i < COMPONENTS; i++) {
      if (svns.at(i) < floor.at(i)) {
        return false;
      }
    }
    return true;
  }
}
