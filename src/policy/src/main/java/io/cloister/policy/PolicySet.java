// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy;

import io.cloister.policy.json.Json;
import io.cloister.policy.json.JsonReader;
import io.cloister.policy.json.PolicyFormatException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Compiled policies, indexed by what their heads say. Immutable, safe to share between threads.
public final class PolicySet {
  /// A bundle holds the base sets and the tenants' own; publication keeps each far smaller.
  public static final int MAX_POLICIES = 100_000;

  private static final Set<String> MEMBERS = Set.of("staticPolicies", "templates", "templateLinks");

  private final Map<String, Policy> byId;
  private final PolicyIndex index;

  private PolicySet(Map<String, Policy> byId) {
    this.byId = Collections.unmodifiableMap(byId);
    this.index = new PolicyIndex(byId.values());
  }

  /// Gathers policies.
  ///
  /// @throws PolicyFormatException when two have one id, or there are more than [#MAX_POLICIES]
  public static PolicySet of(Collection<Policy> policies) {
    if (policies.size() > MAX_POLICIES) {
      throw new PolicyFormatException("more policies than the limit");
    }
    Map<String, Policy> byId = new TreeMap<>();
    for (Policy policy : policies) {
      if (byId.put(policy.id(), policy) != null) {
        throw new PolicyFormatException("two policies have the id " + policy.id());
      }
    }
    return new PolicySet(byId);
  }

  /// Parses Cedar's JSON form of a policy set, `{"staticPolicies": {id: policy}}`.
  ///
  /// @throws PolicyFormatException when it is none, or holds templates
  public static PolicySet parse(byte[] utf8) {
    Json.Members set = JsonReader.read(utf8).asMembers();
    boolean templates =
        set.find("templates").filter(json -> !json.asMembers().members().isEmpty()).isPresent()
            || set.find("templateLinks").filter(json -> !json.asItems().isEmpty()).isPresent();
    if (templates || !MEMBERS.containsAll(set.members().keySet())) {
      throw new PolicyFormatException("only static policies are supported");
    }
    List<Policy> policies = new ArrayList<>();
    set.require("staticPolicies")
        .asMembers()
        .members()
        .forEach((id, policy) -> policies.add(Policy.compile(id, policy)));
    return of(policies);
  }

  /// All policies, sorted by id.
  public Collection<Policy> policies() {
    return byId.values();
  }

  public Optional<Policy> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  PolicyIndex index() {
    return index;
  }
}
