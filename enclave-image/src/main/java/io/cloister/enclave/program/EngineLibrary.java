// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

import java.io.IOException;
import java.util.Locale;

/// The database's native code. Its driver unpacks it into the system's folder for temporary files
/// if it finds it inside its jar, where others could put code into this process; packaging
/// therefore takes it out of the jar and lays it beside, from where the driver loads it.
public final class EngineLibrary {
  private EngineLibrary() {}

  /// Requires that the driver will load its library from beside its jar, and nowhere else.
  ///
  /// @throws IOException if the library is inside a jar of this class path
  public static void requireFixedPlace() throws IOException {
    String name = "libduckdb_java.so_" + system() + "_" + architecture();
    if (EngineLibrary.class.getResource("/" + name) != null) {
      throw new IOException(
          "the database's library would be unpacked where others can write:"
              + " run the packaged worker, whose jars hold none (mvn package)");
    }
  }

  /// As the driver names it in its files.
  private static String system() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return name.startsWith("mac") ? "macos" : "linux";
  }

  private static String architecture() {
    String name = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return name.equals("aarch64") || name.equals("arm64") ? "arm64" : "amd64";
  }
}
