// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.bundle;

import io.cloister.client.bundle.Argument.Proof;
import io.cloister.policy.bundle.DecisionRecord;
import io.cloister.policy.bundle.PolicyBundle;
import io.cloister.policy.bundle.Replay;
import io.cloister.policy.entity.Entity;
import io.cloister.policy.json.PolicyFormatException;
import io.cloister.policy.value.EntityUid;
import io.cloister.protocol.bundle.AuditBundle;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.JobContext;

/// The policy decision, made again from what it saw.
final class PolicyReplay {
  private PolicyReplay() {}

  /// The decision is the one that the job's context names, was made by a policy bundle that the
  /// genesis names, comes out the same when it is made again, and allows this very job.
  static Proof<DecisionRecord> of(Genesis genesis, AuditBundle.Decision decision)
      throws Refuted, MalformedException {
    try {
      DecisionRecord record = DecisionRecord.decode(decision.record());
      PolicyBundle policies = PolicyBundle.decode(decision.policyBundle());
      Refuted.unless(
          genesis.policies().contains(policies.digest()),
          "the genesis does not name policy bundle " + policies.digest());
      Refuted.unless(
          record.digest().equals(decision.context().decision()),
          "the decision is not the one that the job names");
      return switch (record.replay(policies)) {
        case Replay.Identical identical -> {
          Refuted.unless(identical.decision().grants(), "the decision denies the job");
          Refuted.unless(concerns(record, decision.context()), "the decision is about another job");
          yield new Proof<>(
              record,
              "decided again by policy bundle %s: permitted by %s"
                  .formatted(
                      policies.digest(), String.join(", ", identical.decision().determining())));
        }
        case Replay.Differs differs ->
            throw new Refuted(
                "recorded is %s, but the policies decide %s"
                    .formatted(differs.recorded().verdict(), differs.replayed().verdict()));
        case Replay.OtherBundle other ->
            throw new Refuted("the decision was made by policy bundle " + other.recorded());
      };
    } catch (PolicyFormatException e) {
      throw new Refuted("a policy or entity is malformed: " + e.getMessage());
    }
  }

  /// Whether what was decided is this job: of this definition, for this purpose and tenant.
  private static boolean concerns(DecisionRecord record, JobContext context) {
    EntityUid job = new EntityUid("Cloister::Job", context.jobId().toString());
    Entity entity = record.entities().find(job);
    return record.request().resource().equals(job)
        && entity != null
        && new EntityUid("Cloister::Definition", context.definition().hex())
            .equals(entity.attributes().attributes().get("definition"))
        && new EntityUid("Cloister::Purpose", context.purpose())
            .equals(entity.attributes().attributes().get("purpose"))
        && new EntityUid("Cloister::Tenant", context.tenant())
            .equals(entity.attributes().attributes().get("tenant"));
  }
}
