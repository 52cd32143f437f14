// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The worker's jars, with everything that simulates taken out into one jar of its own.
final class WorkerJars {
  static final String SIMULATION = "cloister-simulation.jar";

  private static final List<String> SIMULATED =
      List.of(
          "io/cloister/attestation/simulated/",
          "io/cloister/enclave/simulation/",
          "META-INF/services/io.cloister.enclave.attest.DevelopmentPlatform");

  private WorkerJars() {}

  private static boolean simulates(String entry) {
    return SIMULATED.stream().anyMatch(entry::startsWith);
  }

  /// Writes the jars into a folder, and the simulation's into another.
  ///
  /// @param sources the worker's jar first
  /// @return the names in the order of the class path, without the simulation
  static List<String> arrange(List<Path> sources, Path production, Path development)
      throws IOException {
    List<String> names = new ArrayList<>();
    List<Path> simulating = new ArrayList<>();
    for (Path source : sources) {
      String name = String.valueOf(source.getFileName());
      names.add(name);
      if (Jars.has(source, WorkerJars::simulates)) {
        simulating.add(source);
        Jars.copy(source, production.resolve(name), Predicate.not(WorkerJars::simulates));
      } else {
        Files.copy(source, production.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Path simulation = development.resolve(SIMULATION);
    if (Jars.copy(simulating, simulation, WorkerJars::simulates) == 0) {
      throw new IOException("no jar holds the simulation: its packages have moved");
    }
    return names;
  }
}
