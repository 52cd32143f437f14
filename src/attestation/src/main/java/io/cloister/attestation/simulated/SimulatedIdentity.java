// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.simulated;

import io.cloister.attestation.Measurement;
import io.cloister.attestation.Octets;

/// Who a simulated enclave says it is: what hardware would measure, chosen by the developer.
///
/// @param measurement of the code
/// @param signer who signed the code, 32 bytes
/// @param productId 0 to 65535
/// @param svn 0 to 65535
/// @param platformId names the simulated machine, 1 to 64 bytes
public record SimulatedIdentity(
    Measurement measurement, Octets signer, int productId, int svn, Octets platformId) {
  static final int SIGNER_SIZE = 32;
  static final int MAX_PLATFORM_ID_SIZE = 64;
  static final int MAX_NUMBER = 0xffff;

  /// @throws IllegalArgumentException if a part is out of its bounds
  public SimulatedIdentity {
    require(signer.size() == SIGNER_SIZE, "a signer has 32 bytes");
    require(productId >= 0 && productId <= MAX_NUMBER, "a product id has 16 bits");
    require(svn >= 0 && svn <= MAX_NUMBER, "an svn has 16 bits");
    require(
        platformId.size() > 0 && platformId.size() <= MAX_PLATFORM_ID_SIZE,
        "a platform id has 1 to 64 bytes");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
