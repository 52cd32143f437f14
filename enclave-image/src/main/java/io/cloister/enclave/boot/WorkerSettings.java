// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.boot;

import io.cloister.enclave.boot.WorkerConfig.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where a worker's settings come from. An enclave takes no environment from its host, since a JVM
/// obeys too many variables; there, lines `NAME=VALUE` on standard input say the same.
final class WorkerSettings {
  /// A genesis in base64 and two keys take less.
  private static final int MAX_INPUT = 4 << 20;

  private WorkerSettings() {}

  /// The settings that the command's arguments ask for.
  ///
  /// @param arguments none for the environment, `-` for standard input
  /// @throws ConfigException if they are others, or the input is not of that form
  /// @throws IOException if the input cannot be read
  static Map<String, String> of(
      String[] arguments, Map<String, String> environment, InputStream input) throws IOException {
    if (arguments.length == 0) {
      return environment;
    }
    if (arguments.length > 1 || !arguments[0].equals("-")) {
      throw new ConfigException(
          "use no argument for settings in the environment, or - for settings on standard input");
    }
    byte[] bytes = input.readNBytes(MAX_INPUT + 1);
    if (bytes.length > MAX_INPUT) {
      throw new ConfigException("standard input is too long to be settings");
    }
    return parse(new String(bytes, StandardCharsets.UTF_8));
  }

  private static Map<String, String> parse(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    Map<String, String> settings = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int split = line.indexOf('=');
      if (split <= 0 || settings.put(line.substring(0, split), line.substring(split + 1)) != null) {
        throw new ConfigException("line %d of the settings is no new NAME=VALUE".formatted(i + 1));
      }
    }
    return settings;
  }
}
