// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.system.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The two companies' invented tables, with values that occur nowhere else, so that a search for
/// them finds a leak and nothing but a leak.
final class Shipments {
  /// Rows of the table of shipments: few enough to load at once, enough for a slow cross join.
  static final int ROWS = 6000;

  /// The name of each plant begins so.
  static final String MARKER = "Quillfeather9d41Zephyr";

  private static final int PLANTS = 8;
  private static final int STATES = 3;

  private Shipments() {}

  /// The name of a plant.
  static String plant(int number) {
    return MARKER + "-" + number;
  }

  static void writeShipments(Path file) throws IOException {
    Files.writeString(
        file,
        IntStream.range(0, ROWS)
            .mapToObj(i -> i + "," + plant(i % PLANTS) + "," + (i * 31 % 1009))
            .collect(Collectors.joining("\n", "number,plant,weight\n", "\n")));
  }

  static void writePlants(Path file) throws IOException {
    Files.writeString(
        file,
        IntStream.range(0, PLANTS)
            .mapToObj(i -> plant(i) + ",state-" + i % STATES)
            .collect(Collectors.joining("\n", "plant,state\n", "\n")));
  }
}
