// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.attest;

import io.cloister.protocol.signature.SigningKeyPair;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.ServiceLoader;

/// Evidence without hardware, from a part that a production image leaves out: found by name, so
/// that nothing else refers to it.
public interface DevelopmentPlatform {
  /// A producer for a machine of one operator.
  ///
  /// @param key stands in for the vendor's; lives as long as the producer
  /// @param operator names the simulated machine
  /// @throws IOException if the code that runs cannot be measured
  EvidenceProducer producer(SigningKeyPair key, String operator, InstantSource clock)
      throws IOException;

  /// That of this build, if it has one.
  static Optional<DevelopmentPlatform> ofBuild() {
    return ServiceLoader.load(DevelopmentPlatform.class).findFirst();
  }
}
