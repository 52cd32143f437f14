// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.runtime;

import io.cloister.protocol.encoding.Digest;

/// As what the chain has registered this worker: part of each receipt.
///
/// @param measurement what its evidence says it runs
/// @param mode the kind of evidence
/// @param confidenceClass how far its platform is trusted
/// @param evidence digest of the evidence
public record Standing(byte[] measurement, String mode, int confidenceClass, Digest evidence) {
  /// Copies the measurement.
  public Standing {
    measurement = measurement.clone();
  }

  @Override
  public byte[] measurement() {
    return measurement.clone();
  }
}
