// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.system.job;

import io.cloister.cli.stack.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// What a worker beside the stack's own is told: it registers under the name of one of their
/// operators.
final class WorkerSetting {
  private WorkerSetting() {}

  /// Where it serves health: on the one port that the stack leaves free.
  static URI address(World world) {
    return Ports.local(world.ports().worker(World.WORKERS));
  }

  /// All settings but those that name files, and the files by the settings that name them.
  static Map<String, String> plain(World world, String operator) {
    return new TreeMap<>(
        Map.of(
            "CLOISTER_CHAIN_URLS", world.stack.endpoints().chain().getFirst().toString(),
            "CLOISTER_GATEWAY_URL", world.stack.endpoints().gateway().toString(),
            "CLOISTER_OPERATOR", operator,
            "CLOISTER_REGION", World.REGIONS.getFirst(),
            "CLOISTER_EVIDENCE", "simulated",
            "CLOISTER_WORKER_PORT", Integer.toString(address(world).getPort())));
  }

  /// The files, by the name of the setting without `_FILE`.
  static Map<String, Path> files(World world, String operator) {
    Path genesis = world.stack.genesis();
    return Map.of(
        "CLOISTER_GENESIS", genesis,
        "CLOISTER_OPERATOR_KEY", genesis.resolveSibling(operator + ".key"),
        "CLOISTER_SIMULATED_PLATFORM_KEY", genesis.resolveSibling("simulated-platform.key"));
  }
}
