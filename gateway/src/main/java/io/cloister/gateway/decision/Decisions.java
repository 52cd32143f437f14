// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.decision;

import io.cloister.compliance.processing.Explanation;
import io.cloister.gateway.problem.ProblemException;
import io.cloister.gateway.problem.Wire;
import io.cloister.gateway.tenant.Tenant;
import io.cloister.gateway.tenant.Transactions;
import io.cloister.policy.bundle.DecisionRecord;
import io.cloister.policy.bundle.PolicyBundle;
import io.cloister.protocol.encoding.Digest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/// Finds recorded decisions and the bundles that made them.
@ApplicationScoped
public class Decisions {
  private final Transactions transactions;

  Decisions(Transactions transactions) {
    this.transactions = transactions;
  }

  /// A decision, and the bundle that made it as bytes.
  record Found(DecisionEntity decision, byte[] bundle) {}

  /// The decision of that digest, if the tenant may see it.
  Uni<Found> find(Tenant tenant, Digest id) {
    return transactions.inTenant(
        tenant,
        session ->
            session
                .find(DecisionEntity.class, id.hex())
                .onItem()
                .ifNull()
                .failWith(ProblemException::notFound)
                .chain(decision ->
                    bundle(session, decision.policyBundle)
                        .map(bundle -> new Found(decision, bundle))));
  }

  /// The policy bundle of that digest.
  public Uni<byte[]> bundle(Mutiny.Session session, String id) {
    return session.find(PolicyBundleEntity.class, id).map(bundle -> bundle.bytes);
  }

  /// Why a recorded decision is what it is, by the bundle that it was made by.
  public static List<PolicyView> explain(byte[] record, byte[] bundle) {
    DecisionRecord decided = Wire.stored(record, DecisionRecord::decode);
    PolicyBundle decidedBy = Wire.stored(bundle, PolicyBundle::decode);
    return Explanation.of(decided.statement().decision(), decidedBy.policies()).stream()
        .map(PolicyView::of)
        .toList();
  }
}
