// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.bundle;

import static java.util.Objects.requireNonNull;

import io.cloister.policy.Decision;
import io.cloister.policy.PolicyError;
import io.cloister.policy.Verdict;
import io.cloister.policy.value.Fault;
import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/// What was decided, by which bundle, over what: the part of a decision that names no person, and
/// whose digest receipts and the chain carry.
///
/// @param bundle digest of the [PolicyBundle]
/// @param entities digest of the canonical JSON of the entities
/// @param request digest of the canonical JSON of the request
/// @param decision the verdict, its determining policies and errors
/// @param decidedAt when, to the millisecond
public record DecisionStatement(
    Digest bundle, Digest entities, Digest request, Decision decision, Instant decidedAt)
    implements Encodable {
  private static final int MAX_ID_BYTES = 256;
  private static final int MAX_POLICIES = 100_000;

  /// @throws IllegalArgumentException when the time is finer than a millisecond
  public DecisionStatement {
    requireNonNull(bundle, "bundle");
    requireNonNull(entities, "entities");
    requireNonNull(request, "request");
    requireNonNull(decision, "decision");
    if (!decidedAt.equals(decidedAt.truncatedTo(ChronoUnit.MILLIS))) {
      throw new IllegalArgumentException("a decision is timed to the millisecond");
    }
  }

  static DecisionStatement read(CborReader in) throws MalformedException {
    in.map(7);
    Digest bundle = Digest.read(in.key(1));
    Digest entities = Digest.read(in.key(2));
    Digest request = Digest.read(in.key(3));
    Verdict verdict = constant(Verdict.values(), in.key(4).text(MAX_ID_BYTES));
    List<String> determining = in.key(5).list(MAX_POLICIES, each -> each.text(MAX_ID_BYTES));
    List<PolicyError> errors = in.key(6).list(MAX_POLICIES, DecisionStatement::readError);
    Instant decidedAt = Instant.ofEpochMilli(in.key(7).integer());
    Decision decision = new Decision(verdict, determining, errors);
    return new DecisionStatement(bundle, entities, request, decision, decidedAt);
  }

  private static PolicyError readError(CborReader in) throws MalformedException {
    String policyId = in.map(2).key(1).text(MAX_ID_BYTES);
    return new PolicyError(policyId, constant(Fault.values(), in.key(2).text(MAX_ID_BYTES)));
  }

  private static <E extends Enum<E>> E constant(E[] constants, String name)
      throws MalformedException {
    return Arrays.stream(constants)
        .filter(constant -> constant.name().equals(name))
        .findAny()
        .orElseThrow(() -> new MalformedException("unknown name in a decision"));
  }

  @Override
  public void write(CborWriter out) {
    out.map(7).key(1).item(bundle).key(2).item(entities).key(3).item(request);
    out.key(4).text(decision.verdict().name());
    out.key(5).texts(decision.determining());
    out.key(6).array(decision.errors().size());
    for (PolicyError error : decision.errors()) {
      out.map(2).key(1).text(error.policyId()).key(2).text(error.fault().name());
    }
    out.key(7).integer(decidedAt.toEpochMilli());
  }
}
