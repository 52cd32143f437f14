// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.cli.terminal.CliException;
import io.cloister.cli.terminal.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void keepsTheDocumentedPortsByDefault() {
    Ports ports = new Ports(Ports.DEFAULT_BASE);

    assertThat(ports.gateway()).isEqualTo(8080);
    assertThat(ports.keycloak()).isEqualTo(8081);
    assertThat(ports.gatekeeper(0)).isEqualTo(8100);
    assertThat(ports.worker(2)).isEqualTo(8202);
    assertThat(ports.postgres()).isEqualTo(8432);
  }

  @Test
  void refusesABaseThatLeavesNoRoom() {
    assertThatThrownBy(() -> new Ports(65_400))
        .isInstanceOf(CliException.class)
        .extracting(failure -> ((CliException) failure).exitCode())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void namesThePartWhosePortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> Ports.requireFree(Map.of(taken.getLocalPort(), "the gateway")))
          .isInstanceOf(CliException.class)
          .hasMessageContaining("port " + taken.getLocalPort() + " for the gateway is taken");
    }
  }
}
