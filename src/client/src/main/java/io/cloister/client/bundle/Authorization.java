// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.bundle;

import io.cloister.client.bundle.Argument.Proof;
import io.cloister.client.bundle.ChainFacts.Fact;
import io.cloister.protocol.bundle.AuditBundle.Decision;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.chain.Operation.AuthorizeJob;
import io.cloister.protocol.chain.Party;
import io.cloister.protocol.chain.TransactionBody;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.Constraints;
import io.cloister.protocol.job.JobDefinition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// When and on which terms a gateway put the job on the chain.
///
/// @param operation the terms
/// @param gateway which gateway
/// @param at the consensus time, milliseconds since 1970
record Authorization(AuthorizeJob operation, String gateway, long at) {
  /// The first entry of the history authorizes this very job: a gateway of the genesis signed it,
  /// its commitment opens to the job's context, and its terms are the definition's.
  static Proof<Authorization> of(BundleParts parts, ChainFacts facts)
      throws Refuted, MalformedException {
    Fact first = facts.history().getFirst();
    Refuted.unless(
        first.entry().effect() instanceof Effect.Accepted, "the chain rejected the authorization");
    Optional<TransactionBody> body = first.body();
    if (body.isEmpty() || !(body.get().operation() instanceof AuthorizeJob operation)) {
      throw new Refuted("the history does not begin with an authorization");
    }
    Party gateway = signer(parts.genesis().gateways(), first);
    Decision decision = parts.bundle().decision();
    Refuted.unless(
        operation.jobId().equals(decision.context().jobId()), "another job was authorized");
    Refuted.unless(
        operation.commitment().equals(decision.context().commitment(decision.salt())),
        "the commitment on the chain does not open to this job");
    sameTerms(operation, parts.definition());
    long at = first.header().consensusTime();
    return new Proof<>(
        new Authorization(operation, gateway.id(), at),
        "by gateway %s at %s (height %d): the commitment opens to job %s"
            .formatted(
                gateway.id(),
                Instant.ofEpochMilli(at),
                first.header().height(),
                operation.jobId()));
  }

  private static Party signer(List<Party> gateways, Fact fact) throws Refuted, MalformedException {
    for (Party gateway : gateways) {
      Optional<Operation> signed = fact.signedBy(gateway.key());
      if (signed.isPresent()) {
        return gateway;
      }
    }
    throw new Refuted("no gateway of the genesis signed the authorization");
  }

  private static void sameTerms(AuthorizeJob operation, JobDefinition definition) throws Refuted {
    Constraints agreed = definition.constraints();
    Refuted.unless(
        operation.replicas() == agreed.replicas()
            && operation.quorum() == agreed.quorum()
            && operation.runSeconds() == agreed.runSeconds()
            && operation.capabilities().equals(List.of(definition.program().kind().capability())),
        "the job was authorized on other terms than agreed");
  }
}
