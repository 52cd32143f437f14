// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.boot;

import io.cloister.enclave.attest.Hardware;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an operator tells a worker, by settings of the names below: environment variables, or lines
/// on standard input where there is no environment to trust (`WorkerSettings`). A setting that
/// names a file may be given without `_FILE` instead: the content itself, in base64.
///
/// None of it has to be true for others' secrets to be safe: what the worker runs on is in its
/// evidence, and a client asks for the evidence of the chain that it knows.
///
/// @param chainUrls CLOISTER_CHAIN_URLS: nodes of the chain, separated by commas
/// @param gatewayUrl CLOISTER_GATEWAY_URL
/// @param genesis CLOISTER_GENESIS_FILE: the pinned genesis; all trust starts here
/// @param operator CLOISTER_OPERATOR: the operator's name in the genesis
/// @param operatorKey CLOISTER_OPERATOR_KEY_FILE: vouches for the worker
/// @param region CLOISTER_REGION: where the worker stands
/// @param evidence CLOISTER_EVIDENCE: what makes evidence: `occlum`, `gramine`, `tsm` (TDX and
///   SEV-SNP guests), `simulated`, or `auto` for the hardware that is there, which is the default
/// @param platformKey CLOISTER_SIMULATED_PLATFORM_KEY_FILE: stands in for a vendor's key; with
///   `simulated` only
/// @param host CLOISTER_WORKER_HOST: where health is served; `127.0.0.1` by default
/// @param port CLOISTER_WORKER_PORT: likewise; 8200 by default, 0 for any free one
/// @param lanes CLOISTER_WORKER_LANES: jobs at a time; 1 by default
/// @param memoryBytes CLOISTER_WORKER_MEMORY_MB: what one run may allocate; 256 by default
/// @param memoryDirectory CLOISTER_WORKER_MEMORY_DIR: a directory in the enclave's memory, for
///   systems without anonymous memory files
public record WorkerConfig(
    List<URI> chainUrls,
    URI gatewayUrl,
    Material genesis,
    String operator,
    Material operatorKey,
    String region,
    String evidence,
    Optional<Material> platformKey,
    String host,
    int port,
    int lanes,
    long memoryBytes,
    Optional<Path> memoryDirectory) {
  static final String SIMULATED = "simulated";
  static final String AUTO = "auto";

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
    boolean known = Hardware.named(evidence).isPresent();
    if (!known && !evidence.equals(SIMULATED) && !evidence.equals(AUTO)) {
      throw new ConfigException(
          "CLOISTER_EVIDENCE: use occlum, gramine, tsm, simulated or auto, not '%s'"
              .formatted(evidence));
    }
    if (evidence.equals(SIMULATED) && platformKey.isEmpty()) {
      throw new ConfigException("CLOISTER_SIMULATED_PLATFORM_KEY_FILE is missing: set it");
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
        settings.material("CLOISTER_GENESIS"),
        settings.text("CLOISTER_OPERATOR"),
        settings.material("CLOISTER_OPERATOR_KEY"),
        settings.text("CLOISTER_REGION"),
        environment.getOrDefault("CLOISTER_EVIDENCE", AUTO),
        settings.optionalMaterial("CLOISTER_SIMULATED_PLATFORM_KEY"),
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

    Material material(String name) {
      return optionalMaterial(name)
          .orElseThrow(() -> new ConfigException(name + "_FILE is missing: set it"));
    }

    Optional<Material> optionalMaterial(String name) {
      String content = environment.get(name);
      String file = environment.get(name + "_FILE");
      if (content != null && file != null) {
        throw new ConfigException(name + " and " + name + "_FILE: set one of them");
      }
      try {
        return content != null
            ? Optional.of(Material.inBase64(name, content))
            : Optional.ofNullable(file).map(path -> Material.inFile(Path.of(path)));
      } catch (IllegalArgumentException e) {
        throw new ConfigException(name + " is no base64");
      }
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
