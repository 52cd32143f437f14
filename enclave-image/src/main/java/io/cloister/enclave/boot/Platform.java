// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.boot;

import io.cloister.enclave.attest.DevelopmentPlatform;
import io.cloister.enclave.attest.EvidenceProducer;
import io.cloister.enclave.attest.Hardware;
import io.cloister.enclave.boot.WorkerConfig.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// What this worker makes its evidence with: what the configuration names, else the hardware that
/// is there. Never simulated evidence unless it is named.
final class Platform {
  private Platform() {}

  /// The producer of a configuration.
  ///
  /// @throws ConfigException if this machine or this build has no such platform
  /// @throws IOException if a file of the configuration cannot be read
  static EvidenceProducer evidence(WorkerConfig config) throws IOException {
    return evidence(config, Path.of("/"), DevelopmentPlatform.ofBuild());
  }

  static EvidenceProducer evidence(
      WorkerConfig config, Path root, Optional<DevelopmentPlatform> development)
      throws IOException {
    if (config.evidence().equals(WorkerConfig.SIMULATED)) {
      return simulated(config, development);
    }
    return Hardware.named(config.evidence())
        .or(() -> Hardware.present(root))
        .orElseThrow(Platform::none)
        .producer(new SecureRandom());
  }

  private static EvidenceProducer simulated(
      WorkerConfig config, Optional<DevelopmentPlatform> development) throws IOException {
    DevelopmentPlatform platform =
        development.orElseThrow(() ->
            new ConfigException(
                "CLOISTER_EVIDENCE: this is a production build, it makes no 'simulated'"
                    + " evidence: name the hardware, or run a development build"));
    return platform.producer(
        KeyFiles.signingKey(config.platformKey().orElseThrow()),
        config.operator(),
        InstantSource.system());
  }

  private static ConfigException none() {
    String signs =
        Arrays.stream(Hardware.values())
            .map(each -> each.sign() + " (" + each.label() + ")")
            .collect(Collectors.joining(", "));
    return new ConfigException(
        "CLOISTER_EVIDENCE: this machine has no TEE that this worker knows; looked for "
            + signs
            + "; for development without hardware set it to 'simulated'");
  }
}
