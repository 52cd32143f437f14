// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// In a process of its own: the bound cannot be lifted again.
final class AddressSpaceTest {
  @Test
  void aFunctionThatAsksForMoreFailsAndTheNextStatementWorks() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Bounded.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.PIPE)
            .start();
    byte[] output = process.getInputStream().readAllBytes();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(new String(output, StandardCharsets.UTF_8).lines().toList())
        .containsSubsequence("Out of Memory Error", "4");
  }

  /// Bounds itself and then asks the engine for too much, past the engine's own limit.
  static final class Bounded {
    private static final long MORE = 1L << 30;

    private Bounded() {}

    public static void main(String[] args) throws IOException, SQLException {
      try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
          Statement statement = connection.createStatement()) {
        statement.execute("SET memory_limit = '128MB'");
        AddressSpace.bound(MORE);
        try {
          statement.executeQuery("SELECT length(repeat('x', 2000000000))").next();
        } catch (SQLException e) {
          print(String.valueOf(e.getMessage()).split(":", 2)[0]);
        }
        try (Statement next = connection.createStatement();
            ResultSet row = next.executeQuery("SELECT 2 + 2")) {
          row.next();
          print(row.getString(1));
        }
      }
    }

    private static void print(String line) throws IOException {
      FileOutputStream out = new FileOutputStream(FileDescriptor.out);
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }
}
