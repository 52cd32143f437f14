// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.attest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HardwareTest {
  @TempDir private Path root;

  @Test
  void findsNoneOnAPlainMachine() throws IOException {
    Files.createDirectories(root.resolve("dev/sgx")); // as old drivers of plain Linux made it
    assertThat(Hardware.present(root)).isEmpty();
  }

  @Test
  void findsEachByItsSign() throws IOException {
    Files.createDirectories(root.resolve("sys/kernel/config/tsm/report"));
    assertThat(Hardware.present(root)).contains(Hardware.TSM);
    Files.createDirectories(root.resolve("dev/attestation"));
    Files.createFile(root.resolve("dev/attestation/attestation_type"));
    assertThat(Hardware.present(root)).contains(Hardware.GRAMINE);
    Files.createFile(root.resolve("dev/sgx"));
    assertThat(Hardware.present(root)).contains(Hardware.OCCLUM);
  }

  @Test
  void isNamedInConfigurations() {
    assertThat(Hardware.named("tsm")).contains(Hardware.TSM);
    assertThat(Hardware.named("simulated")).isEmpty();
  }
}
