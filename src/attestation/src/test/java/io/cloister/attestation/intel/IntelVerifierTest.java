// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cloister.attestation.AttestationResult;
import io.cloister.attestation.AttestationResult.Proven;
import io.cloister.attestation.AttestationResult.Refused;
import io.cloister.attestation.Endorsements;
import io.cloister.attestation.Evidence;
import io.cloister.attestation.EvidenceKind;
import io.cloister.attestation.Flag;
import io.cloister.attestation.Mode;
import io.cloister.attestation.Octets;
import io.cloister.attestation.Reason;
import io.cloister.attestation.TcbStatus;
import io.cloister.attestation.Verifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class IntelVerifierTest {
  @Test
  void provesAnUpToDateEnclave() {
    Proven proven = proven(new Mint());

    assertThat(proven.mode()).isEqualTo(Mode.HARDWARE);
    assertThat(proven.tcb().status()).isEqualTo(TcbStatus.UP_TO_DATE);
    assertThat(proven.tcb().evaluationNumber()).isEqualTo(18);
    assertThat(proven.tcb().date()).contains(Instant.parse("2025-01-01T00:00:00Z"));
    assertThat(proven.platform().model()).isEqualTo("50806f000000");
    assertThat(proven.platform().ids()).containsExactly(Octets.of(Mint.filled(16, 9)));
    assertThat(proven.flags()).isEmpty();
    assertThat(proven.freshness().expiresAt()).isEqualTo(Instant.parse("2026-06-19T00:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({"4, 0", "5, 2", "5, 3", "5, 4"})
  void provesAnUpToDateTd(int version, int bodyType) {
    Proven proven = proven(Mint.tdx(version, bodyType));

    assertThat(proven.tcb().status()).isEqualTo(TcbStatus.UP_TO_DATE);
    assertThat(proven.workload().code().registers()).hasSize(4);
    assertThat(proven.workload().release()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"4, 0", "5, 1"})
  void provesAnEnclaveInALaterVersionOfQuote(int version, int bodyType) {
    Mint mint = new Mint();
    mint.version = version;
    mint.bodyType = bodyType;

    assertThat(proven(mint).kind()).isEqualTo(EvidenceKind.SGX);
  }

  @ParameterizedTest
  @CsvSource({
    "UpToDate,                          UpToDate,  UpToDate",
    "SWHardeningNeeded,                 UpToDate,  SWHardeningNeeded",
    "ConfigurationNeeded,               UpToDate,  ConfigurationNeeded",
    "ConfigurationAndSWHardeningNeeded, UpToDate,  ConfigurationAndSWHardeningNeeded",
    "OutOfDate,                         UpToDate,  OutOfDate",
    "OutOfDateConfigurationNeeded,      UpToDate,  OutOfDateConfigurationNeeded",
    "UpToDate,                          OutOfDate, OutOfDate",
    "SWHardeningNeeded,                 OutOfDate, OutOfDate",
    "ConfigurationNeeded,               OutOfDate, OutOfDateConfigurationNeeded",
    "ConfigurationAndSWHardeningNeeded, OutOfDate, OutOfDateConfigurationNeeded",
    "OutOfDate,                         OutOfDate, OutOfDate",
    "OutOfDateConfigurationNeeded,      OutOfDate, OutOfDateConfigurationNeeded",
  })
  void convergesStatusesByIntelsTable(String platform, String component, String expected) {
    Mint enclave = new Mint();
    enclave.levels = Mint.level(5, 13, 5, platform, "SA-1");
    enclave.qeLevels = Mint.svnLevel(8, component, "SA-2");
    Mint td = Mint.tdx(5, 3);
    td.teeTcbSvn[1] = 1;
    td.currentTcbSvn[1] = 1;
    td.levels = Mint.level(5, 13, 0, platform, "SA-1");
    td.modules = Mint.module("tdx_01", Mint.svnLevel(5, component, "SA-3"));

    assertThat(proven(enclave).tcb().status().label()).isEqualTo(expected);
    assertThat(proven(enclave).tcb().advisories()).containsExactly("SA-1", "SA-2");
    assertThat(proven(td).tcb().status().label()).isEqualTo(expected);
    assertThat(proven(td).tcb().advisories()).containsExactly("SA-1", "SA-3");
  }

  @ParameterizedTest
  @CsvSource({
    "UpToDate,          5, 7, TDRelaunchAdvised",
    "SWHardeningNeeded, 5, 7, TDRelaunchAdvised",
    "ConfigurationNeeded, 5, 7, TDRelaunchAdvisedConfigurationNeeded",
    "ConfigurationAndSWHardeningNeeded, 5, 7, TDRelaunchAdvisedConfigurationNeeded",
    "OutOfDate,         5, 7, OutOfDate",
    "UpToDate,          5, 5, OutOfDate",
    "UpToDate,          7, 7, UpToDate",
    "UpToDate,          7, 5, UpToDate",
  })
  void advisesToRelaunchATdWhoseModuleWasUpdatedUnderIt(
      String platform, int launched, int current, String expected) {
    Mint td = Mint.tdx(5, 3);
    td.levels = Mint.level(5, 13, 0, platform, "");
    td.modules =
        Mint.module(
            "TDX_01",
            Mint.svnLevel(6, "UpToDate", "") + "," + Mint.svnLevel(4, "OutOfDate", "SA-9"));
    td.teeTcbSvn[1] = 1;
    td.teeTcbSvn[0] = (byte) launched;
    td.currentTcbSvn[1] = 1;
    td.currentTcbSvn[0] = (byte) current;

    assertThat(proven(td).tcb().status().label()).isEqualTo(expected);
  }

  @Test
  void ignoresTheModulesOwnComponentsOnceItHasLevelsOfItsOwn() {
    Mint td = Mint.tdx(4, 0);
    td.levels =
        Mint.level(5, 13, 5, "UpToDate", "")
            .replaceFirst(
                "\"tdxtcbcomponents\":\\[\\{\"svn\":5}", "\"tdxtcbcomponents\":[{\"svn\":9}");
    td.modules = Mint.module("TDX_01", Mint.svnLevel(2, "UpToDate", ""));
    td.teeTcbSvn[1] = 1;

    assertThat(proven(td).tcb().status()).isEqualTo(TcbStatus.UP_TO_DATE);
    td.teeTcbSvn[1] = 0;
    assertRefused(verify(td), Reason.TCB_NOT_SUPPORTED);
  }

  @Test
  void flagsWhatAPolicyMustSee() {
    Mint td = Mint.tdx(5, 3);
    td.tdAttributes = new byte[] {1, 1, 0, 0, 0, 0, 0, 0};

    assertThat(proven(td).flags())
        .containsExactlyInAnyOrder(
            Flag.DEBUG, Flag.SEPT_VE_DISABLE_OFF, Flag.RESERVED_TD_ATTRIBUTES);
  }

  static Stream<Arguments> mutations() {
    return Stream.of(
        mutation("pck name", Reason.CHAIN, mint -> mint.pckName = "Intel SGX PCK"),
        mutation("authority name", Reason.CHAIN, mint -> mint.authorityName = "Intel SGX PCK CA"),
        mutation("authority not CA", Reason.CHAIN, mint -> mint.authorityExtensions = List.of()),
        mutation(
            "pck not yet", Reason.EXPIRED, mint -> mint.pckNotBefore = Mint.NOW.plusSeconds(1)),
        mutation("pck revoked", Reason.REVOKED, mint -> mint.revokedByAuthority = List.of(4, 5)),
        mutation("authority revoked", Reason.REVOKED, mint -> mint.revokedByRoot = List.of(2)),
        mutation("signer revoked", Reason.REVOKED, mint -> mint.revokedByRoot = List.of(3)),
        mutation("signer name", Reason.CHAIN, mint -> mint.tcbSigningName = mint.pckName),
        mutation("model", Reason.MISMATCH, mint -> mint.fmspc = "50806F000001"),
        mutation("pce", Reason.MISMATCH, mint -> mint.pceId = "0100"),
        mutation("stale", Reason.EXPIRED, mint -> mint.nextUpdate = "2026-06-01T11:59:59Z"),
        mutation("early", Reason.EXPIRED, mint -> mint.issueDate = "2026-06-01T12:00:01Z"),
        mutation("date", Reason.ENDORSEMENTS, mint -> mint.nextUpdate = "tomorrow"),
        mutation("qe key", Reason.QE_REPORT_SIGNATURE, mint -> mint.qeSigningKey = new TestKey()),
        mutation("quote key", Reason.SIGNATURE, mint -> mint.quoteSigningKey = new TestKey()),
        mutation("qe debug", Reason.QE_IDENTITY, mint -> mint.qeAttributes = 0x13),
        mutation("qe svn", Reason.TCB_NOT_SUPPORTED, mint -> mint.qeSvn = 7),
        mutation("cpu svn", Reason.TCB_NOT_SUPPORTED, mint -> mint.cpuSvn[15] = 4),
        mutation("pce svn", Reason.TCB_NOT_SUPPORTED, mint -> mint.pceSvn = 12),
        mutation("revoked", Reason.TCB_REVOKED, mint -> setStatus(mint, "Revoked")),
        mutation("unknown", Reason.TCB_NOT_SUPPORTED, mint -> setStatus(mint, "Fine")),
        mutation("not a status", Reason.TCB_NOT_SUPPORTED, mint -> setStatus(mint, "Simulated")),
        mutation("level twice", Reason.ENDORSEMENTS, IntelVerifierTest::doubleLevel),
        mutation("version", Reason.FORMAT, mint -> mint.version = 6));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mutations")
  void refusesOneWrongThing(String name, Reason reason, Consumer<Mint> change) {
    Mint mint = new Mint();
    change.accept(mint);

    assertRefused(verify(mint), reason);
  }

  @Test
  void refusesAnotherRootWithTheSameName() {
    Mint mint = new Mint();
    Verifier verifier = new Verifier(List.of(new IntelVerifier(new Mint().root())));

    assertRefused(verifier.verify(mint.evidence(), mint.collateral(), Mint.NOW), Reason.CHAIN);
  }

  @Test
  void refusesCollateralOfAnotherTechnology() {
    Mint td = Mint.tdx(4, 0);
    Endorsements ofTdx = td.collateral();
    td.kind = EvidenceKind.SGX;
    td.version = 3;

    assertRefused(verifier(td).verify(td.evidence(), ofTdx, Mint.NOW), Reason.MISMATCH);
    assertRefused(
        verifier(td).verify(td.evidence(), new Endorsements.None(), Mint.NOW), Reason.ENDORSEMENTS);
  }

  @Test
  void judgesKeptCollateralAtEachInstantAnew() {
    Mint mint = new Mint();
    Verifier verifier = verifier(mint);
    Evidence evidence = mint.evidence();
    Endorsements collateral = mint.collateral();

    assertThat(verifier.verify(evidence, collateral, Mint.NOW)).isInstanceOf(Proven.class);
    assertRefused(
        verifier.verify(evidence, collateral, Instant.parse("2026-06-19T00:00:01Z")),
        Reason.EXPIRED);
  }

  @Test
  void refusesAFlippedBitInEverySignedByteAndEveryTruncation() {
    Mint mint = Mint.tdx(5, 3);
    Verifier verifier = verifier(mint);
    Endorsements collateral = mint.collateral();
    byte[] good = mint.evidence().bytes().toBytes();

    for (int i = 0; i < good.length; i += 7) {
      byte[] bad = good.clone();
      bad[i] ^= (byte) (1 << i % 8);
      assertThat(verifier.verify(td(bad), collateral, Mint.NOW)).isInstanceOf(Refused.class);
      byte[] shorter = Arrays.copyOf(good, i);
      assertRefused(verifier.verify(td(shorter), collateral, Mint.NOW), Reason.FORMAT);
    }
  }

  private static Evidence td(byte[] quote) {
    return Evidence.of(EvidenceKind.TDX, Octets.of(quote));
  }

  private static void setStatus(Mint mint, String status) {
    mint.levels = Mint.level(5, 13, 5, status, "");
  }

  private static void doubleLevel(Mint mint) {
    mint.levels += "," + Mint.level(5, 13, 5, "OutOfDate", "");
  }

  private static Arguments mutation(String name, Reason reason, Consumer<Mint> change) {
    return arguments(name, reason, change);
  }

  private static Verifier verifier(Mint mint) {
    return new Verifier(List.of(new IntelVerifier(mint.root())));
  }

  private static AttestationResult verify(Mint mint) {
    return verifier(mint).verify(mint.evidence(), mint.collateral(), Mint.NOW);
  }

  private static Proven proven(Mint mint) {
    return switch (verify(mint)) {
      case Proven proven -> proven;
      case Refused refused -> throw new AssertionError(refused);
    };
  }

  private static void assertRefused(AttestationResult result, Reason reason) {
    assertThat(result)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }
}
