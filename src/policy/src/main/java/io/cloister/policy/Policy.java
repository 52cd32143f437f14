// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy;

import io.cloister.policy.entity.Entities;
import io.cloister.policy.entity.Request;
import io.cloister.policy.expression.Expression;
import io.cloister.policy.json.Json;
import io.cloister.policy.value.BooleanValue;
import io.cloister.policy.value.EvaluationException;
import io.cloister.policy.value.Fault;
import io.cloister.policy.value.Value;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One compiled policy.
public final class Policy {
  private final String id;
  private final Effect effect;
  private final Map<String, String> annotations;
  private final Head head;
  private final List<Condition> conditions;
  private final Optional<Guard> guard;

  /// Whom, what and on what the policy is about.
  record Head(Scope principal, Scope action, Scope resource) {}

  /// One `when` or `unless` clause: its expression, and the value under which the policy goes on.
  record Condition(Expression body, BooleanValue required) {}

  /// What must be so for the policy to hold.
  ///
  /// @param guard the first thing that they ask, where policies can be found by it
  record Conditions(List<Condition> all, Optional<Guard> guard) {}

  Policy(
      String id, Effect effect, Map<String, String> annotations, Head head, Conditions conditions) {
    this.id = id;
    this.effect = effect;
    this.annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
    this.head = head;
    this.conditions = List.copyOf(conditions.all);
    this.guard = conditions.guard;
  }

  /// Compiles a policy from Cedar's JSON form.
  ///
  /// @throws io.cloister.policy.json.PolicyFormatException when it is none
  public static Policy compile(String id, Json json) {
    return PolicyCompiler.compile(id, json);
  }

  public String id() {
    return id;
  }

  public Effect effect() {
    return effect;
  }

  /// The annotations, such as `article` and `advice`, by name.
  public Map<String, String> annotations() {
    return annotations;
  }

  public Optional<String> annotation(String name) {
    return Optional.ofNullable(annotations.get(name));
  }

  Head head() {
    return head;
  }

  Optional<Guard> guard() {
    return guard;
  }

  /// Whether the policy applies to the request.
  ///
  /// @throws EvaluationException when a condition has no value
  boolean holds(Request request, Entities entities) {
    return head.action.admits(request.action(), entities)
        && head.principal.admits(request.principal(), entities)
        && head.resource.admits(request.resource(), entities)
        && conditionsHold(request, entities);
  }

  private boolean conditionsHold(Request request, Entities entities) {
    for (Condition condition : conditions) {
      Value value = condition.body.evaluate(request, entities);
      if (!(value instanceof BooleanValue)) {
        throw EvaluationException.of(Fault.TYPE);
      }
      if (value != condition.required) {
        return false;
      }
    }
    return true;
  }
}
