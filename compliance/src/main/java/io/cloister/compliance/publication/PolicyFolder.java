// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.publication;

import io.cloister.compliance.cedar.PolicyParser;
import io.cloister.policy.bundle.PolicyBundle;
import io.cloister.policy.json.Json;
import io.cloister.policy.json.JsonWriter;
import io.cloister.policy.json.PolicyFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Policies as their authors keep them: a folder of `*.cedar` files, in whose order they count, and
/// at most one `*.cedarschema`. A policy is named by its `@id`, or else by its place, `policy0` and
/// so on, as Cedar does.
public final class PolicyFolder {
  /// An author's files; tools that generate more publish the JSON form.
  private static final int MAX_FILES = 1_000;

  private PolicyFolder() {}

  /// Reads a folder as a bundle.
  ///
  /// @throws IOException when the folder or a file cannot be read
  /// @throws PolicyFormatException when it holds no policies, two schemas, or what is not Cedar
  public static PolicyBundle read(Path folder) throws IOException {
    Map<String, Json> policies = new TreeMap<>();
    int place = 0;
    for (Path file : files(folder, ".cedar")) {
      for (Json policy : PolicyParser.parse(Files.readString(file))) {
        String id = id(policy, place++);
        if (policies.put(id, policy) != null) {
          throw new PolicyFormatException("two policies have the id " + id);
        }
      }
    }
    if (policies.isEmpty()) {
      throw new PolicyFormatException("the folder holds no policies (*.cedar)");
    }
    Json set = new Json.Members(Map.of("staticPolicies", new Json.Members(policies)));
    return PolicyBundle.of(JsonWriter.canonicalBytes(set), schema(folder));
  }

  private static String id(Json policy, int place) {
    return policy
        .asMembers()
        .find("annotations")
        .flatMap(annotations -> annotations.asMembers().find("id"))
        .map(Json::asText)
        .orElse("policy" + place);
  }

  private static byte[] schema(Path folder) throws IOException {
    List<Path> schemas = files(folder, ".cedarschema");
    if (schemas.size() > 1) {
      throw new PolicyFormatException("the folder holds more than one schema");
    }
    return schemas.isEmpty()
        ? new byte[0]
        : Files.readString(schemas.getFirst()).getBytes(StandardCharsets.UTF_8);
  }

  private static List<Path> files(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found =
          files
              .filter(file -> file.toString().endsWith(suffix))
              .sorted()
              .limit(MAX_FILES + 1)
              .toList();
      if (found.size() > MAX_FILES) {
        throw new PolicyFormatException("the folder holds more files than the limit");
      }
      return found;
    }
  }
}
