// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation;

import java.util.Set;

/// The machine that ran the code.
///
/// @param model the vendor's name of the model: an FMSPC in hexadecimal digits, or SNP's product
/// @param ids every identity that the evidence proves of this one machine: PPID and platform
///   instance (Intel), chip id (AMD); empty if the vendor's key does not name a machine
public record Platform(String model, Set<Octets> ids) {
  /// Copies the set.
  public Platform {
    ids = Set.copyOf(ids);
  }
}
