// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel.collateral;

import io.cloister.attestation.Reason;
import io.cloister.attestation.RefusalException;
import java.time.Duration;
import java.time.Instant;

/// When a document of Intel's holds, both ends included.
///
/// @param issueDate from when
/// @param nextUpdate until when
public record Validity(Instant issueDate, Instant nextUpdate) {
  void requireAt(Instant at, Duration grace, String what) throws RefusalException {
    if (at.isBefore(issueDate) || at.minus(grace).isAfter(nextUpdate)) {
      throw new RefusalException(Reason.EXPIRED, what + " is not current");
    }
  }
}
