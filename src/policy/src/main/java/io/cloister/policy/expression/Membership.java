// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.expression;

import static io.cloister.policy.expression.Types.members;
import static io.cloister.policy.expression.Types.uid;

import io.cloister.policy.entity.Entities;
import io.cloister.policy.value.BooleanValue;
import io.cloister.policy.value.EntityUid;
import io.cloister.policy.value.SetValue;
import io.cloister.policy.value.Value;
import java.util.Collections;
import java.util.Set;

/// Equality, sets, the hierarchy of entities, and their types.
final class Membership {
  private Membership() {}

  static Expression equal(Expression left, Expression right) {
    return (request, entities) ->
        BooleanValue.of(left.evaluate(request, entities).equals(right.evaluate(request, entities)));
  }

  static Expression contains(Expression set, Expression member) {
    return (request, entities) -> {
      Set<Value> members = members(set.evaluate(request, entities));
      return BooleanValue.of(members.contains(member.evaluate(request, entities)));
    };
  }

  static Expression containsAll(Expression set, Expression others) {
    return (request, entities) -> {
      Set<Value> members = members(set.evaluate(request, entities));
      return BooleanValue.of(members.containsAll(members(others.evaluate(request, entities))));
    };
  }

  static Expression containsAny(Expression set, Expression others) {
    return (request, entities) -> {
      Set<Value> members = members(set.evaluate(request, entities));
      Set<Value> wanted = members(others.evaluate(request, entities));
      return BooleanValue.of(!Collections.disjoint(members, wanted));
    };
  }

  static Expression isEmpty(Expression set) {
    return (request, entities) ->
        BooleanValue.of(members(set.evaluate(request, entities)).isEmpty());
  }

  static Expression in(Expression entity, Expression ancestors) {
    return (request, entities) -> {
      EntityUid uid = uid(entity.evaluate(request, entities));
      return BooleanValue.of(isIn(uid, ancestors.evaluate(request, entities), entities));
    };
  }

  static Expression is(Expression entity, String type) {
    return (request, entities) ->
        BooleanValue.of(uid(entity.evaluate(request, entities)).type().equals(type));
  }

  static Expression isIn(Expression entity, String type, Expression ancestors) {
    return (request, entities) -> {
      EntityUid uid = uid(entity.evaluate(request, entities));
      return BooleanValue.of(
          uid.type().equals(type) && isIn(uid, ancestors.evaluate(request, entities), entities));
    };
  }

  /// Every member of the set must be an entity, also behind the one that matches.
  private static boolean isIn(EntityUid uid, Value ancestors, Entities entities) {
    if (!(ancestors instanceof SetValue(Set<Value> members))) {
      return entities.isIn(uid, uid(ancestors));
    }
    boolean found = false;
    for (Value ancestor : members) {
      found |= entities.isIn(uid, uid(ancestor));
    }
    return found;
  }
}
