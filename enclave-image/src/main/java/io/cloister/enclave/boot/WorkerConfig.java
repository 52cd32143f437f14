// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.boot;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an operator tells a worker, by environment variables of the names below.
///
/// @param chainUrls CLOISTER_CHAIN_URLS: nodes of the chain, separated by commas
/// @param gatewayUrl CLOISTER_GATEWAY_URL
/// @param genesisFile CLOISTER_GENESIS_FILE: the pinned genesis; all trust starts here
/// @param operator CLOISTER_OPERATOR: the operator's name in the genesis
/// @param operatorKeyFile CLOISTER_OPERATOR_KEY_FILE: vouches for the worker
/// @param region CLOISTER_REGION: where the worker stands
/// @param evidence CLOISTER_EVIDENCE: the kind of evidence; `simulated` is the only one there is
///   yet
/// @param platformKeyFile CLOISTER_SIMULATED_PLATFORM_KEY_FILE: stands in for a vendor's key
/// @param host CLOISTER_WORKER_HOST: where health is served; `127.0.0.1` by default
/// @param port CLOISTER_WORKER_PORT: likewise; 8200 by default, 0 for any free one
/// @param lanes CLOISTER_WORKER_LANES: jobs at a time; 1 by default
/// @param memoryBytes CLOISTER_WORKER_MEMORY_MB: what one run may allocate; 256 by default
/// @param memoryDirectory CLOISTER_WORKER_MEMORY_DIR: a directory in the enclave's memory, for
///   systems without anonymous memory files
public record WorkerConfig(
    List<URI> chainUrls,
    URI gatewayUrl,
    Path genesisFile,
    String operator,
    Path operatorKeyFile,
    String region,
    String evidence,
    Path platformKeyFile,
    String host,
    int port,
    int lanes,
    long memoryBytes,
    Optional<Path> memoryDirectory) {
  private static final int DEFAULT_PORT = 8200;
  private static final int MAX_PORT = 65_535;
  private static final int MAX_LANES = 16;
  private static final int DEFAULT_MEMORY_MB = 256;
  private static final int MAX_MEMORY_MB = 1024 * 1024;

  /// A setting that is missing or wrong; its message says which, and how to mend it.
  public static final class ConfigException extends RuntimeException {
    ConfigException(String message) {
      super(message);
    }
  }

  /// Keeps an own copy of the list.
  public WorkerConfig {
    chainUrls = List.copyOf(chainUrls);
    if (!evidence.equals("simulated")) {
      throw new ConfigException("CLOISTER_EVIDENCE: this build makes 'simulated' evidence only");
    }
  }

  /// Reads the environment.
  ///
  /// @throws ConfigException if a setting is missing or wrong
  public static WorkerConfig of(Map<String, String> environment) {
    Settings settings = new Settings(environment);
    return new WorkerConfig(
        Arrays.stream(settings.text("CLOISTER_CHAIN_URLS").split(","))
            .map(url -> Settings.url("CLOISTER_CHAIN_URLS", url.strip()))
            .toList(),
        Settings.url("CLOISTER_GATEWAY_URL", settings.text("CLOISTER_GATEWAY_URL")),
        settings.path("CLOISTER_GENESIS_FILE"),
        settings.text("CLOISTER_OPERATOR"),
        settings.path("CLOISTER_OPERATOR_KEY_FILE"),
        settings.text("CLOISTER_REGION"),
        settings.text("CLOISTER_EVIDENCE"),
        settings.path("CLOISTER_SIMULATED_PLATFORM_KEY_FILE"),
        environment.getOrDefault("CLOISTER_WORKER_HOST", "127.0.0.1"),
        settings.number("CLOISTER_WORKER_PORT", DEFAULT_PORT, 0, MAX_PORT),
        settings.number("CLOISTER_WORKER_LANES", 1, 1, MAX_LANES),
        (long) settings.number("CLOISTER_WORKER_MEMORY_MB", DEFAULT_MEMORY_MB, 16, MAX_MEMORY_MB)
            << 20,
        Optional.ofNullable(environment.get("CLOISTER_WORKER_MEMORY_DIR")).map(Path::of));
  }

  private record Settings(Map<String, String> environment) {
    String text(String name) {
      String value = environment.get(name);
      if (value == null || value.isBlank()) {
        throw new ConfigException(name + " is missing: set it");
      }
      return value;
    }

    Path path(String name) {
      return Path.of(text(name));
    }

    int number(String name, int otherwise, int min, int max) {
      String value = environment.get(name);
      if (value == null || value.isBlank()) {
        return otherwise;
      }
      try {
        int number = Integer.parseInt(value.strip());
        if (number >= min && number <= max) {
          return number;
        }
      } catch (NumberFormatException e) {
        throw outside(name, min, max);
      }
      throw outside(name, min, max);
    }

    static URI url(String name, String text) {
      try {
        URI url = URI.create(text);
        if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
          return url;
        }
      } catch (IllegalArgumentException e) {
        throw new ConfigException(name + " is no URL: use http://HOST:PORT");
      }
      throw new ConfigException(name + " is no URL: use http://HOST:PORT");
    }

    private static ConfigException outside(String name, int min, int max) {
      return new ConfigException(name + ": use a number from " + min + " to " + max);
    }
  }
}
