// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.roots;

import io.cloister.attestation.EvidenceVerifier;
import io.cloister.attestation.Verifier;
import io.cloister.attestation.intel.IntelVerifier;
import io.cloister.attestation.snp.SnpVerifier;
import java.util.ArrayList;
import java.util.List;

/// The verifier that programs use: every vendor's evidence against the vendor's pinned root.
public final class HardwareVerifier {
  private HardwareVerifier() {}

  /// Accepts real hardware only.
  public static Verifier production() {
    return new Verifier(parts());
  }

  /// Accepts real hardware, and what one more verifier accepts.
  ///
  /// @param more in development, the verifier of simulated evidence
  public static Verifier productionAnd(EvidenceVerifier more) {
    List<EvidenceVerifier> parts = new ArrayList<>(parts());
    parts.add(more);
    return new Verifier(parts);
  }

  private static List<EvidenceVerifier> parts() {
    return List.of(new IntelVerifier(IntelRoots.sgx()), new SnpVerifier(AmdRoots.all()));
  }
}
