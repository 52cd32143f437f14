// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policies;

import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.model.schema.Schema;
import io.cloister.policy.json.Json;
import io.cloister.policy.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The policies as their authors wrote them, read by Cedar's own parser.
final class CedarText {
  static final Path ROOT = Path.of("src/main/resources/cloister/policies");

  private CedarText() {}

  static Schema schema() throws IOException, InternalException {
    String text = Files.readString(ROOT.resolve("cloister.cedarschema"));
    return Schema.parse(Schema.JsonOrCedar.Cedar, text);
  }

  /// All policies of a set, named by their `@id`.
  static PolicySet policies(String set) throws IOException, InternalException {
    Set<Policy> named = new HashSet<>();
    for (Path file : files(set)) {
      for (Policy policy : PolicySet.parsePolicies(Files.readString(file)).policies) {
        named.add(new Policy(policy.policySrc, policy.getAnnotation("id")));
      }
    }
    return new PolicySet(named);
  }

  private static List<Path> files(String set) throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve(set))) {
      return files.filter(file -> file.toString().endsWith(".cedar")).sorted().toList();
    }
  }

  /// Cedar's JSON form of a set of policies, as the programs load it.
  static Json json(PolicySet set) throws InternalException {
    Map<String, Json> policies = new TreeMap<>();
    for (Policy policy : set.policies) {
      policies.put(policy.policyID, JsonReader.read(policy.toJson()));
    }
    Map<String, Json> members = new TreeMap<>();
    members.put("staticPolicies", new Json.Members(policies));
    members.put("templates", new Json.Members(Map.of()));
    members.put("templateLinks", new Json.Items(new ArrayList<>()));
    return new Json.Members(members);
  }
}
