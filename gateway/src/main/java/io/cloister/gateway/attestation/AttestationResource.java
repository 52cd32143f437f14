// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.attestation;

import io.cloister.attestation.EvidenceKind;
import io.cloister.attestation.ear.Jwk;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Tells anyone what an attestation here is worth, by which policy it is judged, and with which key
/// results are signed.
@Path("/v1/attestations")
@Tag(name = "attestations")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
class AttestationResource {
  private static final List<String> PROVES =
      List.of(
          "The vendor's hardware key signed the evidence, over the vendor's own certificates and"
              + " revocation lists.",
          "The evidence names the measured code and 64 bytes that this code chose; workers bind"
              + " their keys and a recent block of the chain by them.",
          "The platform's firmware was at the stated level when the vendor's statements were"
              + " issued.");

  private static final List<Limit> DOES_NOT_PROVE =
      List.of(
          new Limit(
              "That nobody with physical access to the machine has extracted its attestation key,"
                  + " as WireTap and TEE.fail did with cheap equipment: who holds such a key makes"
                  + " evidence that verifies.",
              "platform.ids of the appraisal policy: list the machines that somebody answers for,"
                  + " and ask for several operators in a job's constraints."),
          new Limit(
              "That the platform is safe today: advisories may come after the vendor's statements.",
              "tcb.minDate, tcb.minEvaluationNumber and tcb.maxEndorsementAge of the appraisal"
                  + " policy; the exposure report tells which past jobs a new date concerns."),
          new Limit(
              "That the code is free of faults, or does what its name says.",
              "code.measurements of the appraisal policy: list what you have rebuilt from source."),
          new Limit(
              "That the memory's content cannot be inferred from power, timing or access patterns.",
              "tcb.statuses and flags of the appraisal policy, and the models that you list."),
          new Limit(
              "Anything at all about hardware, where the mode is SIMULATED.",
              "kinds of the appraisal policy; the shipped production policy lists hardware only."));

  private final Attestations attestations;

  AttestationResource(Attestations attestations) {
    this.attestations = attestations;
  }

  /// What a valid quote does not prove.
  ///
  /// @param statement what is not proven
  /// @param answeredBy the rule that answers it as far as any can
  record Limit(String statement, String answeredBy) {}

  /// @param policy the id of the policy that this gateway appraises by
  /// @param kinds the technologies that it accepts
  /// @param keys where the keys of signed results are
  record About(
      List<String> proves,
      List<Limit> doesNotProve,
      String policy,
      List<String> kinds,
      String keys) {}

  @GET
  public About about() {
    return new About(
        PROVES,
        DOES_NOT_PROVE,
        attestations.policy().id(),
        attestations.policy().kinds().stream().map(EvidenceKind::label).sorted().toList(),
        "/v1/attestations/keys");
  }

  /// The public keys of signed results, a JSON Web Key Set.
  @GET
  @Path("/keys")
  @Produces("application/jwk-set+json")
  public String keys() {
    return Jwk.set(List.of(attestations.publicKey()));
  }
}
