// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.snp;

import io.cloister.attestation.Octets;
import io.cloister.attestation.x509.Certificate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// AMD's processor families, each with a root of its own.
public enum SnpProduct {
  /// EPYC 7003. Its root seed can be extracted by software: shipped policies do not list it.
  MILAN("Milan"),
  /// EPYC 9004.
  GENOA("Genoa"),
  /// EPYC 9005, whose TCB has one component more.
  TURIN("Turin");

  private final String label;

  SnpProduct(String label) {
    this.label = label;
  }

  /// AMD's spelling.
  public String label() {
    return label;
  }

  /// The product that a root certificate's name says it is of, if any.
  public static Optional<SnpProduct> ofRoot(Certificate root) {
    return Arrays.stream(values())
        .filter(product -> root.subject().commonName().equals("ARK-" + product.label))
        .findFirst();
  }

  /// The components of a TCB version by their names.
  Map<String, Integer> svns(Octets tcb) {
    return switch (this) {
      case MILAN, GENOA ->
          Map.of(
              "bootloader", tcb.at(0), "tee", tcb.at(1), "snp", tcb.at(6), "microcode", tcb.at(7));
      case TURIN ->
          Map.of(
              "fmc", tcb.at(0),
              "bootloader", tcb.at(1),
              "tee", tcb.at(2),
              "snp", tcb.at(3),
              "microcode", tcb.at(7));
    };
  }
}
