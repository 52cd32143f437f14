// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JarsTest {
  private static final String LIBRARY = "libduckdb_java.so_linux_amd64";

  @TempDir private Path folder;

  private Path jar(String name, long time, String... entries) throws IOException {
    Path jar = folder.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (String entry : entries) {
        ZipEntry each = new ZipEntry(entry);
        each.setTime(time);
        out.putNextEntry(each);
        out.write(entry.getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  @Test
  void writesTheSameBytesWhateverTheOrderAndTheTimes() throws IOException {
    Path first = jar("first.jar", 1_700_000_000_000L, "b", "META-INF/MANIFEST.MF", "a");
    Path second = jar("second.jar", 1_800_000_000_000L, "a", "b", "META-INF/MANIFEST.MF");
    Jars.copy(first, first, _ -> true);
    Jars.copy(second, second, _ -> true);
    assertThat(first).hasSameBinaryContentAs(second);
    try (ZipFile zip = new ZipFile(first.toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .containsExactly("META-INF/MANIFEST.MF", "a", "b");
    }
  }

  @Test
  void takesNativesOutOfTheirJarAndKeepsTheMachinesOwn() throws IOException {
    Path jar = jar("db.jar", 0, "Driver.class", LIBRARY, "libduckdb_java.so_macos_arm64");
    Libraries.arrange(folder, LIBRARY);
    assertThat(folder.resolve(LIBRARY)).hasContent(LIBRARY);
    assertThat(folder.resolve("libduckdb_java.so_macos_arm64")).doesNotExist();
    assertThat(Jars.has(jar, name -> name.startsWith("libduckdb"))).isFalse();
    assertThat(Jars.has(jar, "Driver.class"::equals)).isTrue();

    byte[] before = Files.readAllBytes(jar);
    Libraries.arrange(folder, LIBRARY);
    assertThat(jar).hasBinaryContent(before);
  }

  @Test
  void refusesAMachineThatTheDriverHasNoLibraryFor() throws IOException {
    jar("db.jar", 0, "libduckdb_java.so_macos_arm64");
    assertThatThrownBy(() -> Libraries.arrange(folder, LIBRARY))
        .hasMessageContaining("has no library " + LIBRARY);
  }

  @Test
  void namesLibrariesAsTheDriverDoes() {
    assertThat(Libraries.machine("Linux", "amd64")).isEqualTo(LIBRARY);
    assertThat(Libraries.machine("Mac OS X", "aarch64")).isEqualTo("libduckdb_java.so_macos_arm64");
  }
}
