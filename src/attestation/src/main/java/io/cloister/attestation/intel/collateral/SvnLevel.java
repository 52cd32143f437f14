// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel.collateral;

import io.cloister.attestation.Reason;
import io.cloister.attestation.RefusalException;
import java.util.Comparator;
import java.util.List;

/// A level of something that has a single security version: a TDX module or a quoting enclave.
///
/// @param isvSvn the lowest version that is at this level
/// @param level what Intel says about it
public record SvnLevel(int isvSvn, Level level) {
  /// The order to match in. Intel's own verifier sorts too, so the document's order says nothing.
  static final Comparator<SvnLevel> HIGHEST_FIRST =
      Comparator.comparingInt(SvnLevel::isvSvn).reversed();

  /// The highest level that a version reaches.
  ///
  /// @param levels highest first
  /// @throws RefusalException if it reaches none
  public static Level match(List<SvnLevel> levels, int svn, String what) throws RefusalException {
    for (SvnLevel candidate : levels) {
      if (svn >= candidate.isvSvn()) {
        return candidate.level();
      }
    }
    throw new RefusalException(Reason.TCB_NOT_SUPPORTED, what + " is below every known level");
  }
}
