// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.cli.terminal.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {

  @TempDir Path parent;

  @Test
  void admitsOneStackAtATime() {
    Path folder = parent.resolve("state");
    try (StateDirectory first = StateDirectory.open(folder)) {
      assertThat(first.root()).isEqualTo(folder);
      assertThatThrownBy(() -> StateDirectory.open(folder))
          .isInstanceOf(CliException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
    StateDirectory.open(folder).close();
  }

  @Test
  void admitsOnlyItsOwner() throws IOException {
    try (StateDirectory state = StateDirectory.open(parent.resolve("state"))) {
      assertThat(permissions(state.root())).isEqualTo("rwx------");
    }
  }

  @Test
  void makesEachSecretOnceReadableByItsOwnerOnly() throws IOException {
    SecretFiles secrets = new SecretFiles(parent, new SecureRandom());

    String secret = secrets.get("one");

    assertThat(secret).hasSize(32);
    assertThat(new SecretFiles(parent, new SecureRandom()).get("one")).isEqualTo(secret);
    assertThat(secrets.get("two")).isNotEqualTo(secret);
    assertThat(permissions(parent.resolve("one"))).isEqualTo("rw-------");
    try (var files = Files.list(parent)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void preparesAFolderAgainWhenItsMakingWasInterrupted() throws IOException {
    PreparedFolder cache = new PreparedFolder(parent);
    Files.writeString(Files.createDirectory(parent.resolve("server.draft")).resolve("half"), "x");

    Path folder = cache.get("server", draft -> assertThat(draft).isEmptyDirectory());

    assertThat(folder).isEmptyDirectory();
    assertThat(
            cache.get(
                "server",
                draft -> {
                  throw new AssertionError("made twice");
                }))
        .isEqualTo(folder);
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
