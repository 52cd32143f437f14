// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.entity;

import static java.util.Objects.requireNonNull;

import io.cloister.policy.value.EntityUid;
import io.cloister.policy.value.RecordValue;
import io.cloister.policy.value.Value;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// An entity: its name, attributes and tags, and the entities that it is directly in.
public record Entity(
    EntityUid uid, RecordValue attributes, RecordValue tags, Set<EntityUid> parents) {
  public Entity {
    requireNonNull(uid, "uid");
    requireNonNull(attributes, "attributes");
    requireNonNull(tags, "tags");
    parents = Collections.unmodifiableSet(new TreeSet<>(parents));
  }

  /// An entity without attributes, tags or parents.
  public static Entity of(EntityUid uid) {
    return new Entity(uid, RecordValue.EMPTY, RecordValue.EMPTY, Set.of());
  }

  /// This entity with one attribute more, or with that attribute replaced.
  public Entity with(String attribute, Value value) {
    Map<String, Value> more = new HashMap<>(attributes.attributes());
    more.put(attribute, value);
    return new Entity(uid, new RecordValue(more), tags, parents);
  }

  /// This entity within one more parent.
  public Entity in(EntityUid parent) {
    Set<EntityUid> more = new TreeSet<>(parents);
    more.add(parent);
    return new Entity(uid, attributes, tags, more);
  }
}
