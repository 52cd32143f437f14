// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.value;

import static java.util.Objects.requireNonNull;

/// The name of an entity: its type with the namespace (`Cloister::Dataset`), and its id.
public record EntityUid(String type, String id) implements Value, Comparable<EntityUid> {
  public EntityUid {
    requireNonNull(type, "type");
    requireNonNull(id, "id");
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof EntityUid that && id.equals(that.id) && type.equals(that.type));
  }

  @Override
  public int hashCode() {
    return 31 * id.hashCode() + type.hashCode();
  }

  @Override
  public int compareTo(EntityUid other) {
    int byType = type.compareTo(other.type);
    return byType != 0 ? byType : id.compareTo(other.id);
  }
}
