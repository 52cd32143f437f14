// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.expression;

import static io.cloister.policy.expression.Types.text;
import static io.cloister.policy.expression.Types.uid;

import io.cloister.policy.entity.Entities;
import io.cloister.policy.entity.Entity;
import io.cloister.policy.value.BooleanValue;
import io.cloister.policy.value.EntityUid;
import io.cloister.policy.value.EvaluationException;
import io.cloister.policy.value.Fault;
import io.cloister.policy.value.RecordValue;
import io.cloister.policy.value.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Attributes of records and entities, and tags of entities. Asking whether an unknown entity has
/// something is false; reading it fails.
final class Attributes {
  private Attributes() {}

  static Expression get(Expression owner, String name) {
    return (request, entities) -> get(owner.evaluate(request, entities), name, entities);
  }

  private static Value get(Value owner, String name, Entities entities) {
    Value value = attributesOf(owner, entities, Fault.MISSING_ENTITY).get(name);
    if (value == null) {
      throw EvaluationException.of(Fault.MISSING_ATTRIBUTE);
    }
    return value;
  }

  static Expression has(Expression owner, String name) {
    return (request, entities) -> {
      Value value = owner.evaluate(request, entities);
      return BooleanValue.of(attributesOf(value, entities, null).containsKey(name));
    };
  }

  private static Map<String, Value> attributesOf(
      Value owner, Entities entities, @Nullable Fault whenUnknown) {
    return switch (owner) {
      case RecordValue(Map<String, Value> attributes) -> attributes;
      case EntityUid uid -> {
        Entity entity = entities.find(uid);
        if (entity == null && whenUnknown != null) {
          throw EvaluationException.of(whenUnknown);
        }
        yield entity == null ? Map.of() : entity.attributes().attributes();
      }
      default -> throw EvaluationException.of(Fault.TYPE);
    };
  }

  static Expression getTag(Expression owner, Expression name) {
    return (request, entities) -> {
      EntityUid uid = uid(owner.evaluate(request, entities));
      String tag = text(name.evaluate(request, entities));
      Entity entity = entities.find(uid);
      if (entity == null) {
        throw EvaluationException.of(Fault.MISSING_ENTITY);
      }
      Value value = entity.tags().attributes().get(tag);
      if (value == null) {
        throw EvaluationException.of(Fault.MISSING_TAG);
      }
      return value;
    };
  }

  static Expression hasTag(Expression owner, Expression name) {
    return (request, entities) -> {
      EntityUid uid = uid(owner.evaluate(request, entities));
      String tag = text(name.evaluate(request, entities));
      Entity entity = entities.find(uid);
      return BooleanValue.of(entity != null && entity.tags().attributes().containsKey(tag));
    };
  }
}
