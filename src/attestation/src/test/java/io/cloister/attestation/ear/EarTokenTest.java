// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.attestation.AttestationResult;
import io.cloister.attestation.AttestationResult.Proven;
import io.cloister.attestation.AttestationResult.Refused;
import io.cloister.attestation.EvidenceKind;
import io.cloister.attestation.Flag;
import io.cloister.attestation.Freshness;
import io.cloister.attestation.Measurement;
import io.cloister.attestation.Octets;
import io.cloister.attestation.Platform;
import io.cloister.attestation.Reason;
import io.cloister.attestation.ReportData;
import io.cloister.attestation.Tcb;
import io.cloister.attestation.TcbStatus;
import io.cloister.attestation.Workload;
import io.cloister.attestation.Workload.Code;
import io.cloister.attestation.appraisal.AppraisalPolicy;
import io.cloister.attestation.appraisal.AppraisalPolicyReader;
import io.cloister.attestation.crypto.EcSigningKey;
import io.cloister.attestation.json.JsonObject;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EarTokenTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final Instant END = Instant.parse("2026-06-02T12:00:00Z");
  private final EcSigningKey key = EcSigningKey.generate(new SecureRandom());
  private final Jwk jwk = new Jwk(key.publicKey());

  @ParameterizedTest
  @EnumSource(EarForm.class)
  void saysInEachSpellingWhatWasProven(EarForm form) throws Exception {
    EarClaims claims = claims(proven(EvidenceKind.SGX, TcbStatus.UP_TO_DATE), "development");

    JsonObject read = EarToken.verify(EarToken.sign(claims, form, key), jwk, NOW).orElseThrow();

    assertThat(read.text("eat_profile")).isEqualTo(form.profile());
    assertThat(read.text("eat_nonce")).isEqualTo("n-0123456789");
    assertThat(read.object(form.claim("verifier-id")).names()).contains("developer", "build");
    JsonObject worker = read.object("submods").object("worker");
    assertThat(worker.text(form.claim("status"))).isEqualTo("affirming");
    assertThat(worker.object(form.claim("trustworthiness-vector")).integer("hardware", 0, 99))
        .isEqualTo(2);
    assertThat(worker.object("cloister_attestation").text("tcbStatus")).isEqualTo("UpToDate");
  }

  @Test
  void spellsTheDraftsClaimsAndTheDeployedOnesApart() {
    assertThat(EarForm.DRAFT_04.claim("appraisal-policy-ids"))
        .isEqualTo("ear_appraisal_policy_ids");
    assertThat(EarForm.VERAISON.claim("verifier-id")).isEqualTo("ear.verifier-id");
  }

  @Test
  void neverAffirmsWhatIsSimulatedOutdatedOrRefused() throws Exception {
    assertThat(status(proven(EvidenceKind.SIMULATED, TcbStatus.SIMULATED), "development"))
        .isEqualTo("contraindicated");
    assertThat(status(proven(EvidenceKind.SGX, TcbStatus.OUT_OF_DATE), "development"))
        .isEqualTo("warning");
    assertThat(status(proven(EvidenceKind.SGX, TcbStatus.OUT_OF_DATE), "production"))
        .isEqualTo("contraindicated");
    assertThat(status(new Refused(Reason.SIGNATURE, "no"), "development"))
        .isEqualTo("contraindicated");
  }

  @Test
  void refusesWhatAnotherKeySignedWhatWasAlteredAndWhatHasExpired() throws Exception {
    EarClaims claims = claims(proven(EvidenceKind.TDX, TcbStatus.UP_TO_DATE), "development");
    String token = EarToken.sign(claims, EarForm.DRAFT_04, key);
    Jwk other = new Jwk(EcSigningKey.generate(new SecureRandom()).publicKey());

    assertThat(EarToken.verify(token, other, NOW)).isEmpty();
    assertThat(EarToken.verify(token, jwk, END)).isPresent();
    assertThat(EarToken.verify(token, jwk, END.plusSeconds(1))).isEmpty();
    String[] parts = token.split("\\.", -1);
    String none = Base64Url.encode("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
    assertThat(EarToken.verify(none + "." + parts[1] + "." + parts[2], jwk, NOW)).isEmpty();
    assertThat(EarToken.verify(parts[0] + "." + parts[0] + "." + parts[2], jwk, NOW)).isEmpty();
    assertThatThrownBy(() -> EarToken.verify(parts[0] + "." + parts[1], jwk, NOW))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void publishesAKeyThatReadsBack() throws Exception {
    Jwk back = Jwk.of(jwk.toJson().getBytes(StandardCharsets.UTF_8));
    assertThat(back).isEqualTo(jwk);
    assertThat(back.thumbprint()).hasSize(43);
    assertThat(Jwk.set(List.of(jwk))).startsWith("{\"keys\":[{\"kty\":\"EC\"");
  }

  /// The example key of RFC 7517, appendix A.1, whose thumbprint others have computed too.
  @Test
  void computesTheThumbprintOfAKnownKey() throws Exception {
    String known =
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\","
            + "\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\"}";
    assertThat(Jwk.of(known.getBytes(StandardCharsets.UTF_8)).thumbprint())
        .isEqualTo("cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s");
  }

  /// RFC 6979, appendix A.2.5: P-256, SHA-256, message "sample".
  @Test
  void signsDeterministically() throws Exception {
    EcSigningKey known =
        EcSigningKey.of(
            Octets.ofHex("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721")
                .toBytes());
    assertThat(known.sign("sample".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(
            Octets.ofHex(
                "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716"
                    + "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8"));
    assertThat(known.toString()).isEqualTo("EcSigningKey[redacted]");
  }

  private String status(AttestationResult result, String policy) throws Exception {
    String token = EarToken.sign(claims(result, policy), EarForm.DRAFT_04, key);
    return EarToken.verify(token, jwk, NOW)
        .orElseThrow()
        .object("submods")
        .object("worker")
        .text("ear_status");
  }

  private static EarClaims claims(AttestationResult result, String policy) throws Exception {
    return new EarClaims(result, policy(policy), Optional.of("n-0123456789"), NOW);
  }

  private static AppraisalPolicy policy(String name) throws IOException, MalformedException {
    Path file = Path.of("../../policies/appraisal").resolve(name + ".json");
    return AppraisalPolicyReader.read(Files.readAllBytes(file));
  }

  private static Proven proven(EvidenceKind kind, TcbStatus status) {
    return new Proven(
        kind,
        new Workload(
            Code.of(Measurement.of(new byte[32])), Optional.empty(), ReportData.of(new byte[64])),
        new Platform("50806f000000", Set.of(Octets.of(new byte[] {1}))),
        Tcb.rated(status, Instant.parse("2025-01-01T00:00:00Z"), List.of(), 1),
        Set.<Flag>of(),
        new Freshness(NOW, NOW, END));
  }
}
