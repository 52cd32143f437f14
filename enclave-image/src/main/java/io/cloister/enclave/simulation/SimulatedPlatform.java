// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.simulation;

import io.cloister.enclave.attest.DevelopmentPlatform;
import io.cloister.enclave.attest.EvidenceProducer;
import io.cloister.protocol.signature.SigningKeyPair;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/// Simulates the machine: its evidence says what this process's class path holds.
public final class SimulatedPlatform implements DevelopmentPlatform {
  @Override
  public EvidenceProducer producer(SigningKeyPair key, String operator, InstantSource clock)
      throws IOException {
    List<Path> classPath =
        Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator))
            .filter(entry -> !entry.isEmpty())
            .map(Path::of)
            .toList();
    return new SimulatedProducer(key, CodeMeasurement.of(classPath), operator, clock);
  }
}
