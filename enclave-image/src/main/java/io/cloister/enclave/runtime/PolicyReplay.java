// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.runtime;

import static io.cloister.enclave.runtime.OrderRefusal.require;

import io.cloister.policy.Authorizer;
import io.cloister.policy.bundle.DecisionRecord;
import io.cloister.policy.bundle.PolicyBundle;
import io.cloister.policy.bundle.Replay;
import io.cloister.policy.entity.Entity;
import io.cloister.policy.entity.Request;
import io.cloister.policy.value.DatetimeValue;
import io.cloister.policy.value.EntityUid;
import io.cloister.policy.value.RecordValue;
import io.cloister.policy.value.Value;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.FailureCode;
import io.cloister.protocol.job.JobContext;
import io.cloister.protocol.job.WorkOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Decides again, inside the enclave, what the gateway decided: by the same bundle over the same
/// record, and once more as of this moment. The record must speak of this job, definition, purpose
/// and tenant; otherwise a permit for one job could carry another.
final class PolicyReplay {
  private static final String NAMESPACE = "Cloister::";

  private PolicyReplay() {}

  /// The digest of the bundle that permits the job.
  ///
  /// @param policies digests of the bundles that the chain names: a gateway may not bring its own
  /// @param now consensus time in milliseconds since 1970
  static Digest requirePermit(WorkOrder order, List<Digest> policies, long now)
      throws OrderRefusal, MalformedException {
    try {
      DecisionRecord record = DecisionRecord.decode(order.decision());
      require(record.digest().equals(order.context().decision()), "the decision is another");
      PolicyBundle bundle = PolicyBundle.decode(order.policyBundle());
      requireSubject(record, order.context());
      if (!policies.contains(bundle.digest())) {
        throw new OrderRefusal(FailureCode.POLICY_DENIED, "the chain does not name the policy");
      }
      boolean identical =
          record.replay(bundle) instanceof Replay.Identical(var decision) && decision.grants();
      if (!identical || !permitsAt(record, bundle, now)) {
        throw new OrderRefusal(FailureCode.POLICY_DENIED, "the policy does not permit the job");
      }
      return bundle.digest();
    } catch (IllegalArgumentException e) {
      throw new OrderRefusal(FailureCode.REQUEST_INVALID, "the decision cannot be read");
    }
  }

  private static void requireSubject(DecisionRecord record, JobContext context)
      throws OrderRefusal {
    EntityUid job = uid("Job", context.jobId().toString());
    Entity entity = record.entities().find(job);
    require(
        record.request().resource().equals(job) && entity != null,
        "the decision is of another job");
    if (entity == null) {
      return;
    }
    requireAttribute(entity, "definition", uid("Definition", context.definition().hex()));
    requireAttribute(entity, "purpose", uid("Purpose", context.purpose()));
    requireAttribute(entity, "tenant", uid("Tenant", context.tenant()));
  }

  private static void requireAttribute(Entity entity, String name, EntityUid expected)
      throws OrderRefusal {
    require(
        expected.equals(entity.attributes().attributes().get(name)),
        "the decision has another " + name);
  }

  private static boolean permitsAt(DecisionRecord record, PolicyBundle bundle, long now) {
    Request then = record.request();
    Map<String, Value> context = new HashMap<>(then.context().attributes());
    if (!(context.get("now") instanceof DatetimeValue(long decided))) {
      return false;
    }
    context.put("now", new DatetimeValue(Math.max(decided, now)));
    Request today =
        new Request(then.principal(), then.action(), then.resource(), new RecordValue(context));
    return Authorizer.decide(bundle.policies(), today, record.entities()).grants();
  }

  private static EntityUid uid(String type, String id) {
    return new EntityUid(NAMESPACE + type, id);
  }
}
