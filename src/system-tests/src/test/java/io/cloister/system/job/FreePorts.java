// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.system.job;

import io.cloister.cli.stack.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/// Ports for a stack of its own, so that the one that somebody uses on this machine is left alone.
final class FreePorts {
  private static final int FIRST_BASE = 20_000;

  /// Beyond the distance of a stack's highest port from its base. All stays below the ports that
  /// Linux gives to outgoing connections.
  private static final int STEP = 400;

  private static final int TRIES = 30;

  private FreePorts() {}

  static Ports find() {
    return IntStream.range(0, TRIES)
        .mapToObj(i -> new Ports(FIRST_BASE + i * STEP))
        .filter(FreePorts::areFree)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no ports are free for a stack"));
  }

  private static boolean areFree(Ports ports) {
    return IntStream.concat(
            IntStream.of(ports.gateway(), ports.keycloak(), ports.gatekeeper(0), ports.postgres()),
            IntStream.rangeClosed(0, World.WORKERS).map(ports::worker))
        .allMatch(FreePorts::isFree);
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
