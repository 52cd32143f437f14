// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.attestation;

import io.cloister.attestation.AttestationResult;
import io.cloister.attestation.Endorsements;
import io.cloister.attestation.Evidence;
import io.cloister.attestation.ear.EarForm;
import io.cloister.gateway.problem.ProblemException;
import io.cloister.gateway.problem.Wire;
import io.cloister.gateway.runtime.CryptoThreads;
import io.cloister.gateway.tenant.SystemScope;
import io.cloister.gateway.worker.RegisteredWorker;
import io.cloister.gateway.worker.WorkerRegistry;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What a worker attested when the chain let it in, judged at that instant. Workers are the same
/// for every tenant.
@Path("/v1/workers/{id}/attestation")
@Tag(name = "workers")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
class WorkerAttestationResource {
  private final WorkerRegistry registry;
  private final SystemScope system;
  private final Attestations attestations;
  private final CryptoThreads crypto;

  WorkerAttestationResource(
      WorkerRegistry registry,
      SystemScope system,
      Attestations attestations,
      CryptoThreads crypto) {
    this.registry = registry;
    this.system = system;
    this.attestations = attestations;
    this.crypto = crypto;
  }

  /// @param kind the technology; empty if what the chain let in cannot be read here
  /// @param evidence as the platform made it, base64url
  /// @param endorsements the vendor's statements that it was judged by; empty for simulated
  ///   evidence, which has no vendor
  /// @param attestedAt the instant that it is judged at
  /// @param registration proof that the chain let it in, base64url
  /// @param result of verifying it
  record WorkerAttestation(
      String workerId,
      Optional<String> kind,
      Optional<String> evidence,
      List<String> endorsements,
      Instant attestedAt,
      Instant expiresAt,
      String registration,
      Optional<ResultView> result) {}

  @GET
  public Uni<WorkerAttestation> attestation(String id) {
    String worker = Wire.digest("id", id).hex();
    return system
        .run(session -> registry.find(session, List.of(worker)))
        .map(WorkerAttestationResource::only)
        .chain(found -> crypto.compute(() -> view(found)));
  }

  private static RegisteredWorker only(List<RegisteredWorker> found) {
    if (found.isEmpty()) {
      throw ProblemException.notFound();
    }
    return found.getFirst();
  }

  private WorkerAttestation view(RegisteredWorker worker) {
    Optional<Evidence> evidence = RegistrationEvidence.of(worker.registration());
    return new WorkerAttestation(
        worker.id().hex(),
        evidence.map(found -> found.kind().label()),
        evidence.map(found -> Wire.base64(found.bytes().toBytes())),
        List.of(),
        worker.attestedAt(),
        worker.expiresAt(),
        Wire.base64(worker.registration().encode()),
        evidence.map(found -> result(found, worker.attestedAt())));
  }

  private ResultView result(Evidence evidence, Instant at) {
    AttestationResult result = attestations.verify(evidence, new Endorsements.None(), at);
    String token = attestations.token(result, Optional.empty(), EarForm.DRAFT_04);
    return ResultView.of(result, attestations.policy(), token);
  }
}
