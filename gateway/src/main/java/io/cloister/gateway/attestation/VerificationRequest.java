// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.attestation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloister.attestation.Endorsements;
import io.cloister.attestation.Endorsements.AmdCertificates;
import io.cloister.attestation.Evidence;
import io.cloister.attestation.EvidenceKind;
import io.cloister.attestation.Octets;
import io.cloister.attestation.intel.collateral.CollateralJson;
import io.cloister.gateway.problem.ProblemCode;
import io.cloister.gateway.problem.ProblemException;
import io.cloister.gateway.problem.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Evidence that a caller wants verified.
///
/// @param kind `sgx`, `tdx`, `snp` or `simulated`
/// @param evidence a quote or report as the hardware made it, base64url
/// @param collateral Intel's, in the member names of DCAP tools
/// @param certificates AMD's, DER in base64url, the VCEK's or VLEK's first
/// @param at when to judge; without it now
/// @param nonce to be repeated in the token
record VerificationRequest(
    @Nullable String kind,
    @Nullable String evidence,
    @Nullable Map<String, String> collateral,
    @Nullable List<String> certificates,
    @Nullable Instant at,
    @Nullable String nonce) {
  private static final int MAX_CERTIFICATES = 8;

  Evidence toEvidence() {
    String wanted = Wire.required("kind", kind);
    EvidenceKind found =
        Arrays.stream(EvidenceKind.values())
            .filter(each -> each.label().equals(wanted))
            .findFirst()
            .orElseThrow(() -> invalid("kind", "The kind is sgx, tdx, snp or simulated."));
    byte[] bytes = Wire.bytes("evidence", evidence);
    if (bytes.length > Evidence.MAX_SIZE) {
      throw invalid("evidence", "Evidence has at most " + Evidence.MAX_SIZE + " bytes.");
    }
    return Evidence.of(found, Octets.of(bytes));
  }

  Endorsements toEndorsements(ObjectMapper json) {
    if (collateral != null) {
      byte[] text = write(collateral, json);
      return Wire.decoded("collateral", text, CollateralJson::read);
    }
    if (certificates == null) {
      return new Endorsements.None();
    }
    if (certificates.isEmpty() || certificates.size() > MAX_CERTIFICATES) {
      throw invalid("certificates", "There are 1 to " + MAX_CERTIFICATES + " certificates.");
    }
    List<Octets> ders =
        certificates.stream().map(der -> Octets.of(Wire.bytes("certificates", der))).toList();
    return new AmdCertificates(ders.getFirst(), ders.subList(1, ders.size()));
  }

  Optional<String> boundNonce() {
    return Optional.ofNullable(nonce);
  }

  private static byte[] write(Map<String, String> members, ObjectMapper json) {
    try {
      return json.writeValueAsBytes(members);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
  }

  private static ProblemException invalid(String field, String detail) {
    return ProblemException.of(ProblemCode.VALIDATION_FAILED, detail).at(field);
  }
}
