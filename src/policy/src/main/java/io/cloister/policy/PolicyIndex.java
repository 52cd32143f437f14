// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy;

import io.cloister.policy.entity.Entities;
import io.cloister.policy.entity.Request;
import io.cloister.policy.value.EntityUid;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Finds the policies that may apply to a request. Each policy lies under the most telling part of
/// its head: an entity named for the principal, else for the resource, else for the action; the
/// rest is looked at for every request. Within each place they lie by their guards. A policy may be
/// found twice, never missed: what is not found could neither hold nor fail.
final class PolicyIndex {
  private final Map<EntityUid, Guarded> byPrincipal = new HashMap<>();
  private final Map<EntityUid, Guarded> byResource = new HashMap<>();
  private final Map<EntityUid, Guarded> byAction = new HashMap<>();
  private final Guarded others = new Guarded();

  PolicyIndex(Collection<Policy> policies) {
    policies.forEach(this::place);
  }

  private void place(Policy policy) {
    Policy.Head head = policy.head();
    List<EntityUid> principals = named(head.principal());
    List<EntityUid> resources = named(head.resource());
    List<EntityUid> actions = named(head.action());
    if (!principals.isEmpty()) {
      place(policy, principals, byPrincipal);
    } else if (!resources.isEmpty()) {
      place(policy, resources, byResource);
    } else if (!actions.isEmpty()) {
      place(policy, actions, byAction);
    } else {
      others.add(policy);
    }
  }

  private static void place(Policy policy, List<EntityUid> keys, Map<EntityUid, Guarded> index) {
    keys.stream()
        .distinct()
        .forEach(key -> index.computeIfAbsent(key, absent -> new Guarded()).add(policy));
  }

  /// The entities that a request's entity must be, or be in, for the policy to apply; empty when
  /// the scope names none.
  private static List<EntityUid> named(Scope scope) {
    return switch (scope) {
      case Scope.Any() -> List.of();
      case Scope.OfType(String type) -> List.of();
      case Scope.Exactly(EntityUid entity) -> List.of(entity);
      case Scope.Within(List<EntityUid> ancestors) -> ancestors;
      case Scope.OfTypeWithin(String type, EntityUid ancestor) -> List.of(ancestor);
    };
  }

  void forEachCandidate(Request request, Entities entities, Consumer<Policy> use) {
    Consumer<Guarded> each = policies -> policies.forEachCandidate(request, entities, use);
    each.accept(others);
    lookUp(byPrincipal, request.principal(), entities, each);
    lookUp(byResource, request.resource(), entities, each);
    lookUp(byAction, request.action(), entities, each);
  }

  private static void lookUp(
      Map<EntityUid, Guarded> index, EntityUid uid, Entities entities, Consumer<Guarded> use) {
    if (index.isEmpty()) {
      return;
    }
    visit(index, uid, use);
    Set<EntityUid> ancestors = entities.ancestorsOf(uid);
    if (ancestors.size() <= index.size()) {
      ancestors.forEach(ancestor -> visit(index, ancestor, use));
      return;
    }
    index.forEach((key, policies) -> {
      if (ancestors.contains(key)) {
        use.accept(policies);
      }
    });
  }

  private static void visit(Map<EntityUid, Guarded> index, EntityUid key, Consumer<Guarded> use) {
    Guarded policies = index.get(key);
    if (policies != null) {
      use.accept(policies);
    }
  }
}
