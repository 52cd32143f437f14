// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.job;

import io.cloister.compliance.processing.ProcessingDecision;
import io.cloister.gateway.definition.Agreement;
import io.cloister.gateway.definition.Agreements;
import io.cloister.gateway.definition.Candidates;
import io.cloister.gateway.problem.ProblemException;
import io.cloister.gateway.problem.Wire;
import io.cloister.gateway.runtime.CryptoThreads;
import io.cloister.gateway.tenant.Caller;
import io.cloister.gateway.tenant.Roles;
import io.cloister.gateway.tenant.SystemScope;
import io.cloister.gateway.worker.RegisteredWorker;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/// Says what would come of a submission, without one: nothing is stored, and no job is made. The
/// definition is read in the system's scope and answered for to its parties alone.
@Path("/v1/jobs:evaluate")
@Tag(name = "jobs")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ANALYST, Roles.DATA_OWNER, Roles.COMPLIANCE_OFFICER, Roles.ADMIN})
class EvaluationResource {
  private final Caller caller;
  private final SystemScope system;
  private final Agreements agreements;
  private final Candidates candidates;
  private final PolicyDecisions policy;
  private final CryptoThreads crypto;
  private final InstantSource clock;

  EvaluationResource(
      Caller caller,
      SystemScope system,
      Agreements agreements,
      Candidates candidates,
      PolicyDecisions policy,
      CryptoThreads crypto,
      InstantSource clock) {
    this.caller = caller;
    this.system = system;
    this.agreements = agreements;
    this.candidates = candidates;
    this.policy = policy;
    this.crypto = crypto;
    this.clock = clock;
  }

  /// What one would submit.
  record Question(@Nullable String definition, @Nullable String purpose) {}

  /// What the answer depends on.
  private record Basis(Agreement agreement, List<RegisteredWorker> granted) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Evaluation> evaluate(@Nullable Question body) {
    Question question = Wire.required("body", body);
    Submission submission =
        new Submission(
            caller.tenant(),
            caller.subject(),
            caller.roles(),
            new Submission.Key("", new byte[0]),
            Wire.digest("definition", question.definition()),
            Wire.required("purpose", question.purpose()),
            new byte[0],
            new Submission.Parameters.Plain(Map.of()));
    Instant now = clock.instant();
    return system
        .run(session -> basis(session, submission, now))
        .chain(basis -> crypto.compute(() -> evaluate(submission, basis, now)));
  }

  private Uni<Basis> basis(Mutiny.Session session, Submission submission, Instant now) {
    String id = submission.definition().hex();
    return agreements
        .find(session, id)
        .onItem()
        .ifNull()
        .failWith(ProblemException::notFound)
        .invoke(agreement -> requireParty(agreement, submission))
        .chain(agreement ->
            candidates.of(session, id, now).map(granted -> new Basis(agreement, granted)));
  }

  private static void requireParty(Agreement agreement, Submission submission) {
    if (!agreement.parties().contains(submission.tenant().alias())) {
      throw ProblemException.notFound();
    }
  }

  private Evaluation evaluate(Submission submission, Basis basis, Instant now) {
    Agreement agreement = basis.agreement();
    List<RegisteredWorker> able = Eligibility.inRegions(agreement, basis.granted());
    ProcessingDecision decision =
        policy.decide(UUID.randomUUID(), submission, agreement, able, now);
    return Evaluation.of(agreement, able, decision, further(agreement, submission));
  }

  /// What stands in the way beside policies.
  private static List<String> further(Agreement agreement, Submission submission) {
    return Eligibility.isConcerned(agreement.definition(), submission.tenant().alias())
        ? List.of()
        : List.of("Let a company submit that wrote the definition or receives its result.");
  }
}
