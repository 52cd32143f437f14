// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.processing;

import io.cloister.policy.bundle.DecisionRecord;
import io.cloister.policy.entity.Entities;
import io.cloister.policy.entity.Entity;
import io.cloister.policy.value.EntityUid;
import io.cloister.policy.value.SetValue;
import io.cloister.policy.value.Value;
import java.util.Set;
import java.util.TreeSet;

/// What a decided job lacked for which dataset, read from the entities that the decision saw.
///
/// @param approvals datasets whose owners have not approved, or no longer do
/// @param consents datasets that rest on consent and have none to the purpose
/// @param conditions datasets of special categories without a condition of Art. 9(2) GDPR
/// @param assessments datasets of special categories without an impact assessment
public record Shortfall(
    Set<String> approvals, Set<String> consents, Set<String> conditions, Set<String> assessments) {
  public Shortfall {
    approvals = Set.copyOf(approvals);
    consents = Set.copyOf(consents);
    conditions = Set.copyOf(conditions);
    assessments = Set.copyOf(assessments);
  }

  /// Reads what was lacking.
  ///
  /// @throws IllegalArgumentException when the record is not of a processing decision
  public static Shortfall of(DecisionRecord record) {
    Entities entities = record.entities();
    Entity job = require(entities, record.request().resource());
    if (!(job.attributes().attributes().get("definition") instanceof EntityUid uid)) {
      throw new IllegalArgumentException("the decision is not about a job");
    }
    Entity definition = require(entities, uid);
    return new Shortfall(
        without(definition, "datasets", "approved"),
        without(job, "needConsent", "consented"),
        without(job, "special", "meetCondition"),
        without(job, "special", "assessed"));
  }

  private static Entity require(Entities entities, EntityUid uid) {
    Entity entity = entities.find(uid);
    if (entity == null) {
      throw new IllegalArgumentException("the decision is not about a job");
    }
    return entity;
  }

  private static Set<String> without(Entity entity, String needed, String had) {
    Set<String> missing = ids(entity, needed);
    missing.removeAll(ids(entity, had));
    return missing;
  }

  private static Set<String> ids(Entity entity, String attribute) {
    Set<String> ids = new TreeSet<>();
    if (entity.attributes().attributes().get(attribute) instanceof SetValue(Set<Value> members)) {
      for (Value member : members) {
        if (member instanceof EntityUid uid) {
          ids.add(uid.id());
        }
      }
    }
    return ids;
  }
}
