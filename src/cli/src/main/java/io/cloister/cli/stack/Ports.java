// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.stack;

import io.cloister.cli.terminal.CliException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;

/// Which port each part listens on: fixed distances from one base, so that one option moves all.
///
/// @param base the gateway's port; 8080 unless told otherwise
public record Ports(int base) {

  /// The base without an option: gateway 8080, Keycloak 8081, gatekeepers 8100 and up, and 8150 and
  /// up for each other, workers 8200 and up, PostgreSQL 8432.
  public static final int DEFAULT_BASE = 8080;

  private static final int KEYCLOAK = 1;
  private static final int GATEKEEPERS = 20;
  private static final int GOSSIP = 70;
  private static final int WORKERS = 120;
  private static final int POSTGRES = 352;

  /// Ports below belong to the system.
  private static final int LOWEST = 1024;

  private static final int HIGHEST = 65_535;

  /// Refuses a base that leaves no room for the highest port.
  public Ports {
    if (base < LOWEST || base + POSTGRES > HIGHEST) {
      throw CliException.usage(
          "port base " + base + " leaves no room for the stack's ports",
          "--port-base",
          "take one from " + LOWEST + " to " + (HIGHEST - POSTGRES));
    }
  }

  /// The gateway's port.
  public int gateway() {
    return base;
  }

  /// Keycloak's port.
  public int keycloak() {
    return base + KEYCLOAK;
  }

  /// The port of a gatekeeper, counted from 0.
  public int gatekeeper(int index) {
    return base + GATEKEEPERS + index;
  }

  /// The port at which a gatekeeper hears the others, counted from 0.
  public int gossip(int index) {
    return base + GOSSIP + index;
  }

  /// The port of a worker, counted from 0.
  public int worker(int index) {
    return base + WORKERS + index;
  }

  /// PostgreSQL's port.
  public int postgres() {
    return base + POSTGRES;
  }

  /// The address of a port on this machine.
  public static URI local(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  /// Refuses to go on if somebody else listens on one of the ports.
  ///
  /// @param parts the name of the part that needs each port
  /// @throws CliException naming the port and the part
  static void requireFree(Map<Integer, String> parts) {
    parts.forEach(Ports::requireFree);
  }

  private static void requireFree(int port, String part) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException taken) {
      throw CliException.unreachable(
              "port " + port + " for " + part + " is taken by another program",
              "127.0.0.1:" + port,
              "stop that program, or move the whole stack with --port-base N")
          .causedBy(taken);
    }
  }
}
