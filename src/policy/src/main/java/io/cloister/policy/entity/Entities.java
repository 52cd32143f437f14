// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.entity;

import io.cloister.policy.json.PolicyFormatException;
import io.cloister.policy.value.EntityUid;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The entities that a decision may look at, with the hierarchy closed once when they are gathered.
/// Whatever is not here does not exist for the decision.
public final class Entities {
  /// A decision sees the entities of one job; this is far above any of them.
  public static final int MAX_ENTITIES = 100_000;

  private final Map<EntityUid, Entity> byUid;
  private final Map<EntityUid, Set<EntityUid>> ancestors;

  private Entities(Map<EntityUid, Entity> byUid, Map<EntityUid, Set<EntityUid>> ancestors) {
    this.byUid = byUid;
    this.ancestors = ancestors;
  }

  /// Gathers entities. The same entity twice is accepted when both agree.
  ///
  /// @throws PolicyFormatException on two entities of one name that differ, on a cycle in the
  ///   hierarchy, and beyond [#MAX_ENTITIES]
  public static Entities of(Collection<Entity> entities) {
    if (entities.size() > MAX_ENTITIES) {
      throw new PolicyFormatException("more entities than the limit");
    }
    Map<EntityUid, Entity> byUid = HashMap.newHashMap(entities.size());
    for (Entity entity : entities) {
      Entity earlier = byUid.putIfAbsent(entity.uid(), entity);
      if (earlier != null && !earlier.equals(entity)) {
        throw new PolicyFormatException("two different entities of one name");
      }
    }
    Map<EntityUid, Set<EntityUid>> ancestors = HashMap.newHashMap(entities.size());
    byUid.keySet().forEach(uid -> ancestors.put(uid, close(uid, byUid)));
    return new Entities(byUid, ancestors);
  }

  private static Set<EntityUid> close(EntityUid uid, Map<EntityUid, Entity> byUid) {
    Set<EntityUid> found = new HashSet<>();
    Deque<EntityUid> open = new ArrayDeque<>(List.of(uid));
    while (!open.isEmpty()) {
      Entity next = byUid.get(open.pop());
      if (next == null) {
        continue;
      }
      next.parents().stream().filter(found::add).forEach(open::push);
    }
    if (found.contains(uid)) {
      throw new PolicyFormatException("an entity is its own ancestor");
    }
    return found;
  }

  /// The entity of that name, or null: the hot path of every decision.
  public @Nullable Entity find(EntityUid uid) {
    return byUid.get(uid);
  }

  /// Whether one entity is the other, or lies below it.
  public boolean isIn(EntityUid descendant, EntityUid ancestor) {
    return descendant.equals(ancestor) || ancestorsOf(descendant).contains(ancestor);
  }

  /// Everything above an entity; empty when it is unknown.
  public Set<EntityUid> ancestorsOf(EntityUid uid) {
    Set<EntityUid> above = ancestors.get(uid);
    return above == null ? Set.of() : above;
  }

  /// All entities, sorted by name.
  public List<Entity> all() {
    return new ArrayList<>(new TreeMap<>(byUid).values());
  }

  /// These entities and others beside them.
  ///
  /// @throws PolicyFormatException as [#of]
  public Entities and(Collection<Entity> others) {
    List<Entity> both = new ArrayList<>(byUid.values());
    both.addAll(others);
    return of(both);
  }
}
