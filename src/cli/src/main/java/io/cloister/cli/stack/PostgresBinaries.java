// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.stack;

import io.cloister.cli.process.Launcher;
import io.cloister.cli.process.Program;
import io.cloister.cli.terminal.CliException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs for this platform, unpacked from the class path: `initdb`, `pg_ctl` and
/// `postgres`.
final class PostgresBinaries {

  private static final Duration UNPACK_LIMIT = Duration.ofMinutes(5);

  private PostgresBinaries() {}

  /// The folder that holds `bin`, `lib` and `share`.
  static Path unpacked(Path cache, Launcher launcher) {
    String name = "postgres-" + Checkout.version("postgres");
    return new PreparedFolder(cache).get(name, folder -> unpack(folder, launcher));
  }

  private static void unpack(Path folder, Launcher launcher) {
    List<String> command =
        List.of("tar", "-x", "-f", "-", "-C", folder.toString(), "--no-same-owner");
    try (InputStream packed = open();
        InputStream tar = new XZInputStream(packed)) {
      launcher.run(new Program("postgres-unpack", command, Map.of(), folder), tar, UNPACK_LIMIT);
    } catch (IOException broken) {
      throw CliException.unreachable(
              "PostgreSQL's archive is broken", archive(), "delete src/cli/target and start again")
          .causedBy(broken);
    }
  }

  private static InputStream open() {
    return Objects.requireNonNull(
        PostgresBinaries.class.getClassLoader().getResourceAsStream(archive()), archive());
  }

  private static String archive() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    boolean arm = System.getProperty("os.arch", "").equals("aarch64");
    if (os.startsWith("mac")) {
      return arm ? "postgres-darwin-arm_64.txz" : "postgres-darwin-x86_64.txz";
    }
    return arm ? "postgres-linux-arm_64.txz" : "postgres-linux-x86_64.txz";
  }
}
