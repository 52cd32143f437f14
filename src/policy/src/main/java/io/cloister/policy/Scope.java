// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy;

import io.cloister.policy.entity.Entities;
import io.cloister.policy.value.EntityUid;
import java.util.List;

/// What the head of a policy says about its principal, action or resource.
sealed interface Scope {
  boolean admits(EntityUid uid, Entities entities);

  /// Everything.
  record Any() implements Scope {
    @Override
    public boolean admits(EntityUid uid, Entities entities) {
      return true;
    }
  }

  /// This entity alone.
  record Exactly(EntityUid entity) implements Scope {
    @Override
    public boolean admits(EntityUid uid, Entities entities) {
      return uid.equals(entity);
    }
  }

  /// What is in one of these entities.
  record Within(List<EntityUid> ancestors) implements Scope {
    @Override
    public boolean admits(EntityUid uid, Entities entities) {
      for (EntityUid ancestor : ancestors) {
        if (entities.isIn(uid, ancestor)) {
          return true;
        }
      }
      return false;
    }
  }

  /// Entities of one type.
  record OfType(String type) implements Scope {
    @Override
    public boolean admits(EntityUid uid, Entities entities) {
      return uid.type().equals(type);
    }
  }

  /// Entities of one type in one entity.
  record OfTypeWithin(String type, EntityUid ancestor) implements Scope {
    @Override
    public boolean admits(EntityUid uid, Entities entities) {
      return uid.type().equals(type) && entities.isIn(uid, ancestor);
    }
  }
}
