// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel.collateral;

import io.cloister.attestation.Reason;
import io.cloister.attestation.RefusalException;
import io.cloister.attestation.TcbStatus;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// What Intel says about one level of a platform, a TDX module or a quoting enclave.
///
/// @param status in Intel's spelling; whether it is a known one is asked only of the level that
///   matches, so that a new status elsewhere in the document harms nobody
/// @param date up to when all fixes are in
/// @param advisories that apply to it
public record Level(String status, Instant date, List<String> advisories) {
  private static final String REVOKED = "Revoked";

  /// The status, which must be one of these.
  ///
  /// @throws RefusalException if the level is revoked, or its status is none of them
  public TcbStatus require(Set<TcbStatus> known, String what) throws RefusalException {
    if (status.equals(REVOKED)) {
      throw new RefusalException(Reason.TCB_REVOKED, what + " is at a revoked level");
    }
    return TcbStatus.ofLabel(status)
        .filter(known::contains)
        .orElseThrow(() ->
            new RefusalException(
                Reason.TCB_NOT_SUPPORTED, what + " is at a level of unknown status"));
  }
}
