// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.attestation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloister.attestation.AttestationResult;
import io.cloister.attestation.Endorsements;
import io.cloister.attestation.Evidence;
import io.cloister.attestation.ear.EarForm;
import io.cloister.gateway.problem.ProblemCode;
import io.cloister.gateway.problem.ProblemException;
import io.cloister.gateway.problem.Wire;
import io.cloister.gateway.runtime.CryptoThreads;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Verifies and appraises what a caller sends. Evidence that is not genuine is an answer, not an
/// error.
@Path("/v1/attestations:verify")
@Tag(name = "attestations")
@Authenticated
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class VerificationResource {
  private static final int MIN_NONCE = 8;
  private static final int MAX_NONCE = 88;

  private final Attestations attestations;
  private final CryptoThreads crypto;
  private final InstantSource clock;
  private final ObjectMapper json;

  VerificationResource(
      Attestations attestations, CryptoThreads crypto, InstantSource clock, ObjectMapper json) {
    this.attestations = attestations;
    this.crypto = crypto;
    this.clock = clock;
    this.json = json;
  }

  @POST
  public Uni<ResultView> verify(
      @QueryParam("profile") @Nullable String profile, @Nullable VerificationRequest body) {
    VerificationRequest request = Wire.required("body", body);
    EarForm form = form(profile);
    Evidence evidence = request.toEvidence();
    Endorsements endorsements = request.toEndorsements(json);
    Instant at = Optional.ofNullable(request.at()).orElseGet(clock::instant);
    Optional<String> nonce = request.boundNonce();
    if (nonce.filter(text -> text.length() < MIN_NONCE || text.length() > MAX_NONCE).isPresent()) {
      throw invalid("nonce", "A nonce has 8 to 88 characters.");
    }
    return crypto.compute(() -> {
      AttestationResult result = attestations.verify(evidence, endorsements, at);
      return ResultView.of(result, attestations.policy(), attestations.token(result, nonce, form));
    });
  }

  private static EarForm form(@Nullable String profile) {
    return profile == null
        ? EarForm.DRAFT_04
        : EarForm.ofLabel(profile)
            .orElseThrow(() -> invalid("profile", "The profile is draft-04 or veraison."));
  }

  private static ProblemException invalid(String field, String detail) {
    return ProblemException.of(ProblemCode.VALIDATION_FAILED, detail).at(field);
  }
}
