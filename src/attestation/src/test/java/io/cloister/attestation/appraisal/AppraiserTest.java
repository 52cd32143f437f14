// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.appraisal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.attestation.AttestationResult.Proven;
import io.cloister.attestation.EvidenceKind;
import io.cloister.attestation.Flag;
import io.cloister.attestation.Freshness;
import io.cloister.attestation.Measurement;
import io.cloister.attestation.Mode;
import io.cloister.attestation.Octets;
import io.cloister.attestation.Platform;
import io.cloister.attestation.ReportData;
import io.cloister.attestation.Tcb;
import io.cloister.attestation.TcbStatus;
import io.cloister.attestation.Workload;
import io.cloister.attestation.Workload.Code;
import io.cloister.attestation.Workload.Release;
import io.cloister.attestation.appraisal.Appraisal.Affirming;
import io.cloister.attestation.appraisal.Appraisal.Contraindicated;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AppraiserTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final ReportData BOUND = ReportData.padded(new byte[] {1});
  private static final String CODE = "11".repeat(32);
  private static final String SIGNER = "22".repeat(32);
  private static final String MACHINE = "33".repeat(16);
  private static final String MODEL = "90c06f000000";

  @Test
  void affirmsAListedMeasurementOnAListedMachine() {
    Appraisal appraisal = appraise(filledProduction(), proven());

    assertThat(appraisal)
        .isEqualTo(
            new Affirming(
                "production",
                new Measurement(Octets.ofHex(CODE)),
                Mode.HARDWARE,
                ConfidenceClass.CLASS_1,
                NOW.plus(Duration.ofHours(12))));
  }

  @Test
  void expiresWithTheFirstEndorsement() {
    Freshness soon = new Freshness(NOW, NOW, NOW.plusSeconds(5));
    Proven proven = with(proven(), proven().tcb(), Set.of(), soon);

    assertThat(appraise(filledProduction(), proven))
        .isInstanceOfSatisfying(
            Affirming.class,
            affirming -> assertThat(affirming.expiresAt()).isEqualTo(NOW.plusSeconds(5)));
  }

  @Test
  void theShippedProductionPolicyRefusesSimulatedEvidenceEvenIfItsCodeAndMachineWereListed() {
    Proven real = proven();
    Tcb tcb = Tcb.rated(TcbStatus.SIMULATED, NOW, List.of(), 0);
    Proven simulated =
        new Proven(
            EvidenceKind.SIMULATED,
            real.workload(),
            real.platform(),
            tcb,
            Set.of(),
            real.freshness());

    assertThat(rulesBroken(filledProduction(), simulated))
        .contains("kinds", "tcb.statuses", "tcb.worstClass");
    assertThat(appraise(shipped("development"), simulated))
        .isInstanceOfSatisfying(
            Affirming.class,
            affirming -> {
              assertThat(affirming.mode()).isEqualTo(Mode.SIMULATED);
              assertThat(affirming.confidenceClass()).isEqualTo(ConfidenceClass.CLASS_5);
            });
  }

  @Test
  void theShippedProductionPolicyListsNothingSoItRefusesEverything() {
    assertThat(rulesBroken(shipped("production"), proven()))
        .containsExactly("code", "platform.models", "platform.ids");
  }

  @ParameterizedTest
  @EnumSource(Flag.class)
  void theShippedProductionPolicyToleratesNoFlag(Flag flag) {
    Proven proven = with(proven(), proven().tcb(), Set.of(flag), proven().freshness());

    assertThat(rulesBroken(filledProduction(), proven)).containsExactly("flags");
  }

  @Test
  void refusesAnotherConversationsReportData() {
    Appraisal appraisal =
        Appraiser.appraise(filledProduction(), proven(), ReportData.padded(new byte[] {2}));

    assertThat(appraisal)
        .isInstanceOfSatisfying(
            Contraindicated.class,
            refused ->
                assertThat(refused.reasons())
                    .extracting(Objection::rule)
                    .containsExactly("reportData"));
  }

  @ParameterizedTest
  @CsvSource({
    "OUT_OF_DATE, 2026-01-01T00:00:00Z, tcb.statuses tcb.worstClass",
    "CONFIGURATION_NEEDED, 2026-01-01T00:00:00Z, tcb.statuses",
    "UP_TO_DATE, 2024-11-12T23:59:59Z, tcb.minDate",
  })
  void explainsWhatIsWrongWithTheTcb(TcbStatus status, Instant date, String rules) {
    Tcb tcb = Tcb.rated(status, date, List.of(), 18);
    Proven proven = with(proven(), tcb, Set.of(), proven().freshness());

    assertThat(rulesBroken(filledProduction(), proven)).containsExactly(rules.split(" "));
  }

  @Test
  void refusesEndorsementsOlderThanThePolicyAllows() {
    Instant old = NOW.minus(Duration.ofDays(30)).minusSeconds(1);
    Freshness stale = new Freshness(NOW, old, NOW.plusSeconds(5));
    Proven proven = with(proven(), proven().tcb(), Set.of(), stale);

    assertThat(rulesBroken(filledProduction(), proven)).containsExactly("tcb.maxEndorsementAge");
  }

  @Test
  void acceptsAReleaseOfAListedSignerFromItsMinimumSvnOn() {
    AppraisalPolicy policy =
        parse(
            shippedText("production")
                .replace(
                    "\"measurements\": []",
                    "\"measurements\": [{\"measurement\": \"%s\"}]".formatted("44".repeat(32)))
                .replace("\"models\": []", "\"models\": \"any\"")
                .replace("\"ids\": []", "\"ids\": \"any\"")
                .replace(
                    "\"releases\": []",
                    "\"releases\": [{\"signer\": \"%s\", \"productId\": 1, \"minSvn\": 2}]"
                        .formatted(SIGNER)));

    assertThat(appraise(policy, workload(1, 2))).isInstanceOf(Affirming.class);
    assertThat(appraise(policy, workload(1, 3))).isInstanceOf(Affirming.class);
    assertThat(rulesBroken(policy, workload(1, 1))).containsExactly("code");
    assertThat(rulesBroken(policy, workload(2, 2))).containsExactly("code");
  }

  @Test
  void refusesATdThatBootedSomethingElseUnderTheListedFirmware() {
    Octets register = Octets.ofHex("55".repeat(48));
    Code booted = new Code(code(CODE).measurement(), List.of(register));
    Workload workload = new Workload(booted, Optional.empty(), BOUND);
    Proven base = proven();
    Proven td =
        new Proven(
            EvidenceKind.TDX, workload, base.platform(), base.tcb(), Set.of(), base.freshness());

    assertThat(rulesBroken(filledProduction(), td)).containsExactly("code");
    assertThat(
            appraise(
                parse(
                    filledText()
                        .replace(
                            "{\"measurement\":",
                            "{\"registers\": [\"%s\"], \"measurement\":"
                                .formatted(register.hex()))),
                td))
        .isInstanceOf(Affirming.class);
  }

  @Test
  void refusesAnUnratedMachineBelowItsFloor() {
    AppraisalPolicy policy =
        parse(
            filledText()
                .replace(
                    "\"floors\": []",
                    "\"floors\": [{\"model\": \"%s\", \"svns\": {\"snp\": 8}}]".formatted(MODEL)));

    assertThat(appraise(policy, unrated(8))).isInstanceOf(Affirming.class);
    assertThat(rulesBroken(policy, unrated(7))).containsExactly("tcb.floors");
    assertThat(rulesBroken(filledProduction(), unrated(8))).containsExactly("tcb.floors");
  }

  @Test
  void readsNoPolicyWithAMisspeltOrMissingRule() {
    String good = filledText();

    assertThatThrownBy(() -> parseChecked(good.replace("\"flags\"", "\"flag\"")))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> parseChecked(good.replace("\"UpToDate\"", "\"Uptodate\"")))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> parseChecked(good.replace("\"worstClass\": 3", "\"worstClass\": 6")))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> parseChecked(good.replace("policy/1", "policy/2")))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> parseChecked(good.replace("PT12H", "12 hours")))
        .isInstanceOf(MalformedException.class);
  }

  private static Proven proven() {
    return new Proven(
        EvidenceKind.SGX,
        new Workload(code(CODE), Optional.empty(), BOUND),
        new Platform(MODEL, Set.of(Octets.ofHex(MACHINE))),
        Tcb.rated(TcbStatus.UP_TO_DATE, NOW, List.of(), 18),
        Set.of(),
        new Freshness(NOW, NOW, NOW.plus(Duration.ofDays(20))));
  }

  private static Code code(String measurement) {
    return Code.of(new Measurement(Octets.ofHex(measurement)));
  }

  @Test
  void takesOverdueStatementsOnlyWithinAnExplicitGrace() throws MalformedException {
    Freshness fresh = proven().freshness();
    Freshness overdue =
        new Freshness(
            fresh.verifiedAt(), fresh.endorsedAt(), fresh.verifiedAt().minusSeconds(3600));
    Proven proven = with(proven(), proven().tcb(), Set.of(), overdue);

    assertThat(rulesBroken(filledProduction(), proven)).containsExactly("tcb.collateralGrace");
    assertThat(appraise(withGrace("PT59M"), proven)).isInstanceOf(Contraindicated.class);
    assertThat(appraise(withGrace("PT2H"), proven))
        .isInstanceOfSatisfying(
            Affirming.class,
            affirming ->
                assertThat(affirming.expiresAt()).isEqualTo(fresh.verifiedAt().plusSeconds(3600)));
    assertThatThrownBy(() -> withGrace("P400D")).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> withGrace("PT-1S")).isInstanceOf(MalformedException.class);
  }

  private static AppraisalPolicy withGrace(String grace) throws MalformedException {
    return parseChecked(
        filledText()
            .replace(
                "\"maxEndorsementAge\"",
                "\"collateralGrace\": \"" + grace + "\", \"maxEndorsementAge\""));
  }

  private static Proven workload(int productId, int svn) {
    Proven base = proven();
    Release release = new Release(Octets.ofHex(SIGNER), productId, svn);
    Workload workload = new Workload(base.workload().code(), Optional.of(release), BOUND);
    return new Proven(
        base.kind(), workload, base.platform(), base.tcb(), Set.of(), base.freshness());
  }

  private static Proven unrated(int snp) {
    return with(proven(), Tcb.notRated(Map.of("snp", snp)), Set.of(), proven().freshness());
  }

  private static Proven with(Proven base, Tcb tcb, Set<Flag> flags, Freshness freshness) {
    return new Proven(base.kind(), base.workload(), base.platform(), tcb, flags, freshness);
  }

  private static Appraisal appraise(AppraisalPolicy policy, Proven proven) {
    return Appraiser.appraise(policy, proven, BOUND);
  }

  private static List<String> rulesBroken(AppraisalPolicy policy, Proven proven) {
    return switch (appraise(policy, proven)) {
      case Affirming affirming -> List.of();
      case Contraindicated(String policyId, List<Objection> reasons) ->
          reasons.stream().map(Objection::rule).toList();
    };
  }

  private static AppraisalPolicy filledProduction() {
    return parse(filledText());
  }

  private static String filledText() {
    return shippedText("production")
        .replace(
            "\"measurements\": []", "\"measurements\": [{\"measurement\": \"%s\"}]".formatted(CODE))
        .replace("\"models\": []", "\"models\": [\"" + MODEL + "\"]")
        .replace("\"ids\": []", "\"ids\": [\"" + MACHINE + "\"]");
  }

  private static AppraisalPolicy shipped(String name) {
    return parse(shippedText(name));
  }

  private static String shippedText(String name) {
    try {
      return Files.readString(Path.of("../../policies/appraisal", name + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AppraisalPolicy parse(String json) {
    try {
      return parseChecked(json);
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  private static AppraisalPolicy parseChecked(String json) throws MalformedException {
    return AppraisalPolicyReader.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
