// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.attestation.AttestationResult;
import io.cloister.attestation.AttestationResult.Proven;
import io.cloister.attestation.AttestationResult.Refused;
import io.cloister.attestation.Endorsements.IntelCollateral;
import io.cloister.attestation.Evidence.SgxEvidence;
import io.cloister.attestation.EvidenceKind;
import io.cloister.attestation.Octets;
import io.cloister.attestation.Reason;
import io.cloister.attestation.SignedText;
import io.cloister.attestation.Verifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The edges of rules: where verifiers that are right in the middle go wrong.
class IntelEdgesTest {
  private static final String LEVELS =
      Mint.svnLevel(3, "OutOfDate", "SA-3") + "," + Mint.svnLevel(8, "UpToDate", "SA-8");

  @Test
  void matchesLevelsOfQuotingEnclaveAndModuleInWhateverOrderTheyStand() {
    Mint enclave = new Mint();
    enclave.qeLevels = LEVELS;
    Mint td = moduleTd(LEVELS, 8);

    for (Mint mint : List.of(enclave, td)) {
      Proven proven = proven(mint, Mint.NOW);
      assertThat(proven.tcb().status().label()).isEqualTo("UpToDate");
      assertThat(proven.tcb().advisories()).containsExactly("SA-8");
    }
  }

  @Test
  void refusesALevelThatOccursTwiceInAnyDocument() {
    String twice = Mint.svnLevel(8, "UpToDate", "") + "," + Mint.svnLevel(8, "OutOfDate", "");
    Mint enclave = new Mint();
    enclave.qeLevels = twice;

    assertRefused(enclave, Mint.NOW, Reason.ENDORSEMENTS);
    assertRefused(moduleTd(twice, 8), Mint.NOW, Reason.ENDORSEMENTS);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-05-20T00:00:00Z, true",
    "2026-05-19T23:59:59Z, false",
    "2026-06-19T00:00:00Z, true",
    "2026-06-19T00:00:00.000000001Z, false",
  })
  void holdsFromIssueToNextUpdateBothIncluded(Instant at, boolean holds) {
    Mint mint = new Mint();
    if (holds) {
      assertThat(proven(mint, at).freshness().verifiedAt()).isEqualTo(at);
    } else {
      assertRefused(mint, at, Reason.EXPIRED);
    }
  }

  @Test
  void takesOverdueCollateralOnlyWithinItsGraceAndSaysThatItIs() {
    Mint mint = new Mint();
    Verifier lenient = new Verifier(List.of(new IntelVerifier(mint.root(), Duration.ofDays(2))));
    Instant end = Instant.parse("2026-06-19T00:00:00Z");
    Instant last = end.plus(Duration.ofDays(2));

    assertThat(lenient.verify(mint.evidence(), mint.collateral(), last))
        .isInstanceOfSatisfying(
            Proven.class, proven -> assertThat(proven.freshness().expiresAt()).isEqualTo(end));
    assertThat(reason(lenient.verify(mint.evidence(), mint.collateral(), last.plusSeconds(1))))
        .isEqualTo(Reason.EXPIRED);
  }

  @ParameterizedTest
  @CsvSource({"2026-05-02T11:59:59Z", "2026-06-01T12:00:01Z"})
  void refusesAStaleOrFutureRevocationListWhoseDocumentsAreCurrent(Instant issued) {
    Mint mint = new Mint();
    mint.listsIssued = issued;
    assertRefused(mint, Mint.NOW, Reason.EXPIRED);
  }

  @Test
  void takesNeitherListForTheOther() {
    Mint mint = new Mint();
    IntelCollateral good = mint.collateral();
    for (List<Octets> lists :
        List.of(
            List.of(good.pckCrl(), good.rootCrl()),
            List.of(good.rootCrl(), good.rootCrl()),
            List.of(good.pckCrl(), good.pckCrl()),
            List.of(good.rootCrl(), Octets.of(new byte[0])))) {
      IntelCollateral bad =
          new IntelCollateral(
              good.tcbInfo(),
              good.qeIdentity(),
              lists.get(0),
              lists.get(1),
              good.pckCrlIssuerChain());
      assertThat(reason(verify(mint, bad))).isEqualTo(Reason.CRL);
    }
  }

  @Test
  void takesNeitherDocumentForTheOther() {
    Mint mint = new Mint();
    IntelCollateral good = mint.collateral();
    SignedText info = good.tcbInfo();
    SignedText identity = good.qeIdentity();
    assertThat(reason(verify(mint, with(good, identity, info)))).isEqualTo(Reason.ENDORSEMENTS);
    SignedText crossed = new SignedText(info.body(), identity.signature(), info.issuerChain());
    assertThat(reason(verify(mint, with(good, crossed, identity))))
        .isEqualTo(Reason.ENDORSEMENT_SIGNATURE);
  }

  @Test
  void takesNoMemberOfTheChainForTheSignerOfDocuments() {
    Mint mint = new Mint();
    IntelCollateral good = mint.collateral();
    SignedText info = good.tcbInfo();
    SignedText bad = new SignedText(info.body(), info.signature(), good.pckCrlIssuerChain());
    assertThat(reason(verify(mint, with(good, bad, good.qeIdentity())))).isEqualTo(Reason.CHAIN);
  }

  @Test
  void refusesAnAuthorityThatMayNotSignCertificatesOrIsNotUnderstood() {
    Mint noKeyUsage = new Mint();
    noKeyUsage.authorityExtensions =
        List.of(
            TestAuthority.extension(
                Extension.basicConstraints.getId(), new BasicConstraints(true)));
    Mint listsOnly = new Mint();
    listsOnly.authorityExtensions =
        List.of(
            TestAuthority.extension(Extension.basicConstraints.getId(), new BasicConstraints(true)),
            TestAuthority.extension(Extension.keyUsage.getId(), new KeyUsage(KeyUsage.cRLSign)));
    Mint unknown = new Mint();
    unknown.authorityExtensions = new ArrayList<>(TestAuthority.authority());
    unknown.authorityExtensions.add(TestAuthority.extension("2.5.29.99", new ASN1Integer(1)));

    for (Mint mint : List.of(noKeyUsage, listsOnly, unknown)) {
      assertRefused(mint, Mint.NOW, Reason.CHAIN);
    }
  }

  @Test
  void refusesATdWhoseModuleIsUnknownUntilItIsNamed() {
    Mint td = Mint.tdx(4, 0);
    td.teeTcbSvn[1] = 3;
    assertRefused(td, Mint.NOW, Reason.TDX_MODULE);
    td.modules = Mint.module("TDX_01", LEVELS);
    assertRefused(td, Mint.NOW, Reason.TDX_MODULE);
    td.modules = Mint.module("tdx_03", Mint.svnLevel(5, "UpToDate", ""));
    assertThat(proven(td, Mint.NOW).kind()).isEqualTo(EvidenceKind.TDX);
  }

  @Test
  void refusesATdWhoseUpdatedModuleIsUnknownOrRevoked() {
    Mint td = Mint.tdx(5, 3);
    td.currentTcbSvn[1] = 2;
    assertRefused(td, Mint.NOW, Reason.TCB_NOT_SUPPORTED);
    td.modules = Mint.module("TDX_02", Mint.svnLevel(1, "Revoked", ""));
    assertRefused(td, Mint.NOW, Reason.TCB_REVOKED);
  }

  @Test
  void ignoresWhatFollowsTheSignatureButNotWhatIsMissing() {
    Mint mint = new Mint();
    byte[] quote = mint.evidence().bytes().toBytes();
    byte[] padded = Arrays.copyOf(quote, quote.length + 3000);
    Verifier verifier = verifier(mint);
    assertThat(verifier.verify(new SgxEvidence(Octets.of(padded)), mint.collateral(), Mint.NOW))
        .isInstanceOf(Proven.class);
  }

  private static Mint moduleTd(String levels, int svn) {
    Mint td = Mint.tdx(5, 3);
    td.teeTcbSvn[0] = (byte) svn;
    td.teeTcbSvn[1] = 1;
    td.currentTcbSvn[0] = (byte) svn;
    td.currentTcbSvn[1] = 1;
    td.modules = Mint.module("TDX_01", levels);
    return td;
  }

  private static IntelCollateral with(IntelCollateral good, SignedText info, SignedText identity) {
    return new IntelCollateral(
        info, identity, good.rootCrl(), good.pckCrl(), good.pckCrlIssuerChain());
  }

  private static Verifier verifier(Mint mint) {
    return new Verifier(List.of(new IntelVerifier(mint.root())));
  }

  private static AttestationResult verify(Mint mint, IntelCollateral collateral) {
    return verifier(mint).verify(mint.evidence(), collateral, Mint.NOW);
  }

  private static Proven proven(Mint mint, Instant at) {
    return switch (verifier(mint).verify(mint.evidence(), mint.collateral(), at)) {
      case Proven proven -> proven;
      case Refused refused -> throw new AssertionError(refused);
    };
  }

  private static void assertRefused(Mint mint, Instant at, Reason reason) {
    assertThat(reason(verifier(mint).verify(mint.evidence(), mint.collateral(), at)))
        .isEqualTo(reason);
  }

  private static Reason reason(AttestationResult result) {
    return switch (result) {
      case Refused refused -> refused.reason();
      case Proven proven -> throw new AssertionError("was proven");
    };
  }
}
