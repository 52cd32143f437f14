// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.ear;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.cloister.attestation.AttestationResult;
import io.cloister.attestation.AttestationResult.Proven;
import io.cloister.attestation.AttestationResult.Refused;
import io.cloister.attestation.Flag;
import io.cloister.attestation.appraisal.AppraisalPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a token says about one attester.
///
/// The standard claims are for any relying party; `cloister_attestation` beside them says what was
/// proven in the vendor's own words. Simulated evidence is contraindicated whatever the policy.
///
/// @param result of verification
/// @param policy that it was appraised by
/// @param nonce that the relying party gave, if it gave one; 8 to 88 characters
/// @param issuedAt when the verifier says so
public record EarClaims(
    AttestationResult result, AppraisalPolicy policy, Optional<String> nonce, Instant issuedAt) {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final String DEVELOPER = "https://cloister.io";
  private static final String BUILD = "cloister 0.1.0";
  private static final String SUBMODULE = "worker";

  /// The bounds of a nonce in a token (RFC 9711, section 4.1).
  private static final int MIN_NONCE = 8;

  private static final int MAX_NONCE = 88;

  /// @throws IllegalArgumentException if the nonce has too few or too many characters
  public EarClaims {
    if (nonce.filter(text -> text.length() < MIN_NONCE || text.length() > MAX_NONCE).isPresent()) {
      throw new IllegalArgumentException("a nonce has 8 to 88 characters");
    }
  }

  /// The claims in JSON.
  byte[] toJson(EarForm form) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("eat_profile", form.profile());
      out.writeNumberField("iat", issuedAt.getEpochSecond());
      if (result instanceof Proven proven) {
        out.writeNumberField("exp", proven.freshness().expiresAt().getEpochSecond());
      }
      if (nonce.isPresent()) {
        out.writeStringField("eat_nonce", nonce.get());
      }
      out.writeObjectFieldStart(form.claim("verifier-id"));
      out.writeStringField("developer", DEVELOPER);
      out.writeStringField("build", BUILD);
      out.writeEndObject();
      out.writeObjectFieldStart("submods");
      out.writeObjectFieldStart(SUBMODULE);
      writeAppraisal(out, form);
      out.writeEndObject();
      out.writeEndObject();
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  private void writeAppraisal(JsonGenerator out, EarForm form) throws IOException {
    TrustworthinessVector vector = TrustworthinessVector.of(result, policy);
    out.writeStringField(form.claim("status"), vector.status());
    out.writeObjectFieldStart(form.claim("trustworthiness-vector"));
    for (Map.Entry<String, Integer> claim : vector.claims().entrySet()) {
      out.writeNumberField(claim.getKey(), claim.getValue());
    }
    out.writeEndObject();
    switch (form) {
      case DRAFT_04 -> write(out, form.claim("appraisal-policy-ids"), List.of(policy.id()));
      case VERAISON -> out.writeStringField(form.claim("appraisal-policy-id"), policy.id());
    }
    out.writeObjectFieldStart("cloister_attestation");
    switch (result) {
      case Proven proven -> writeProven(out, proven);
      case Refused refused ->
          out.writeStringField("reason", refused.reason().label() + ": " + refused.detail());
    }
    out.writeEndObject();
  }

  private static void writeProven(JsonGenerator out, Proven proven) throws IOException {
    out.writeStringField("kind", proven.kind().label());
    out.writeStringField("mode", proven.mode().name());
    out.writeStringField("measurement", proven.measurement().hex());
    out.writeStringField("reportData", proven.reportData().hex());
    out.writeStringField("model", proven.platform().model());
    out.writeStringField("tcbStatus", proven.tcb().status().label());
    if (proven.tcb().date().isPresent()) {
      out.writeStringField("tcbDate", proven.tcb().date().get().toString());
    }
    write(out, "advisoryIds", proven.tcb().advisories());
    write(out, "flags", proven.flags().stream().map(Flag::label).sorted().toList());
  }

  private static void write(JsonGenerator out, String name, Iterable<String> texts)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }
}
