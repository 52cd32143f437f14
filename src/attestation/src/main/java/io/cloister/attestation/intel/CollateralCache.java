// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel;

import io.cloister.attestation.Endorsements.IntelCollateral;
import io.cloister.attestation.RefusalException;
import io.cloister.attestation.intel.collateral.CollateralVerifier;
import io.cloister.attestation.intel.collateral.VerifiedCollateral;
import java.util.LinkedHashMap;
import java.util.Map;

/// Keeps collateral that was verified, since thousands of quotes share one: its five signatures and
/// two documents need to be looked at once. Keyed by the exact bytes; refusals are not kept.
final class CollateralCache {
  /// One entry per platform model and issue in use; a fleet has a handful.
  private static final int MAX_ENTRIES = 32;

  private final CollateralVerifier verifier;
  private final Map<IntelCollateral, VerifiedCollateral> verified =
      new LinkedHashMap<>(2 * MAX_ENTRIES, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<IntelCollateral, VerifiedCollateral> eldest) {
          return size() > MAX_ENTRIES;
        }
      };

  CollateralCache(CollateralVerifier verifier) {
    this.verifier = verifier;
  }

  VerifiedCollateral verify(IntelCollateral collateral) throws RefusalException {
    synchronized (verified) {
      VerifiedCollateral known = verified.get(collateral);
      if (known != null) {
        return known;
      }
    }
    VerifiedCollateral fresh = verifier.verify(collateral);
    synchronized (verified) {
      verified.put(collateral, fresh);
    }
    return fresh;
  }
}
