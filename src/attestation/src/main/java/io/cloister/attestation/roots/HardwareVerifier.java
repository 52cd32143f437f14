// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.roots;

import io.cloister.attestation.EvidenceVerifier;
import io.cloister.attestation.Verifier;
import io.cloister.attestation.intel.IntelVerifier;
import io.cloister.attestation.snp.SnpProduct;
import io.cloister.attestation.snp.SnpVerifier;
import io.cloister.attestation.x509.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The verifier that programs use: every vendor's evidence against the vendor's pinned root.
public final class HardwareVerifier {
  private HardwareVerifier() {}

  /// Accepts real hardware only.
  public static Verifier production() {
    return production(Duration.ZERO);
  }

  /// Accepts real hardware only, for a policy that allows a grace.
  ///
  /// @param grace how long after its next update was due collateral is taken all the same
  public static Verifier production(Duration grace) {
    return new Verifier(parts(grace));
  }

  /// Accepts real hardware, and what one more verifier accepts.
  ///
  /// @param more in development, the verifier of simulated evidence
  public static Verifier productionAnd(EvidenceVerifier more) {
    List<EvidenceVerifier> parts = new ArrayList<>(parts(Duration.ZERO));
    parts.add(more);
    return new Verifier(parts);
  }

  /// Accepts what leads to one other root, such as a test authority's: AMD's way if its name is
  /// that of an AMD root, Intel's way otherwise.
  ///
  /// @param grace how long after its next update was due collateral is taken all the same
  public static Verifier anchoredAt(Certificate root, Duration grace) {
    Optional<SnpProduct> product = SnpProduct.ofRoot(root);
    return new Verifier(
        List.of(
            product.isPresent()
                ? new SnpVerifier(Map.of(product.get(), root))
                : new IntelVerifier(root, grace)));
  }

  private static List<EvidenceVerifier> parts(Duration grace) {
    return List.of(new IntelVerifier(IntelRoots.sgx(), grace), new SnpVerifier(AmdRoots.all()));
  }
}
