// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel;

import io.cloister.attestation.AttestationResult.Proven;
import io.cloister.attestation.Endorsements;
import io.cloister.attestation.Endorsements.IntelCollateral;
import io.cloister.attestation.Evidence;
import io.cloister.attestation.EvidenceKind;
import io.cloister.attestation.EvidenceVerifier;
import io.cloister.attestation.Freshness;
import io.cloister.attestation.Octets;
import io.cloister.attestation.Platform;
import io.cloister.attestation.Reason;
import io.cloister.attestation.RefusalException;
import io.cloister.attestation.Tcb;
import io.cloister.attestation.crypto.EcCurve;
import io.cloister.attestation.crypto.EcKey;
import io.cloister.attestation.intel.collateral.CollateralVerifier;
import io.cloister.attestation.intel.collateral.PckCertificate;
import io.cloister.attestation.intel.collateral.PckChain;
import io.cloister.attestation.intel.collateral.TcbInfo;
import io.cloister.attestation.intel.collateral.TdxModule;
import io.cloister.attestation.intel.collateral.VerifiedCollateral;
import io.cloister.attestation.intel.quote.EnclaveReport;
import io.cloister.attestation.intel.quote.Quote;
import io.cloister.attestation.intel.quote.QuoteParser;
import io.cloister.attestation.intel.quote.TdReport;
import io.cloister.attestation.x509.Certificate;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Verifies SGX and TDX quotes. Trusts one pinned root; quote and collateral are hostile.
///
/// 1. The collateral is Intel's ([CollateralVerifier]) and current.
/// 2. The platform's PCK certificate leads to the same root and is not revoked.
/// 3. The collateral speaks about this technology, model and provisioning enclave.
/// 4. The TDX module is Intel's.
/// 5. The platform's PCK key signed the quoting enclave's report.
/// 6. That report vouches for the attestation key.
/// 7. The quoting enclave is Intel's.
/// 8. The attestation key signed header and body of the quote.
/// 9. Platform, module and quoting enclave are at levels that Intel knows and has not revoked.
public final class IntelVerifier implements EvidenceVerifier {
  /// One entry per platform model and issue in use; a fleet has a handful.
  private static final int MAX_COLLATERALS = 32;

  /// One entry, of about 10 KiB, per machine that attests again and again.
  private static final int MAX_PCK_CHAINS = 1024;

  private final Remembered<IntelCollateral, VerifiedCollateral> collaterals;
  private final Remembered<Octets, PckChain> pckChains =
      new Remembered<>(MAX_PCK_CHAINS, PckChain::of);

  private final Duration grace;

  /// Takes no collateral that has run out.
  ///
  /// @param root the pinned root certificate
  public IntelVerifier(Certificate root) {
    this(root, Duration.ZERO);
  }

  /// @param root the pinned root certificate
  /// @param grace how long after its next update was due collateral is taken all the same. What is
  ///   proven then says that it has run out, and a policy must allow it.
  public IntelVerifier(Certificate root, Duration grace) {
    this.grace = grace;
    this.collaterals = new Remembered<>(MAX_COLLATERALS, new CollateralVerifier(root)::verify);
  }

  @Override
  public Set<EvidenceKind> kinds() {
    return EnumSet.of(EvidenceKind.SGX, EvidenceKind.TDX);
  }

  @Override
  public Proven verify(Evidence evidence, Endorsements endorsements, Instant at)
      throws RefusalException {
    if (!(endorsements instanceof IntelCollateral raw)) {
      throw new RefusalException(Reason.ENDORSEMENTS, "a quote needs Intel's collateral");
    }
    Quote quote = parse(evidence);
    VerifiedCollateral collateral = collaterals.verify(raw);
    collateral.requireCurrent(at, grace);
    PckCertificate pck = collateral.requirePck(pckChains.verify(quote.pckChain()), at);
    requireSubject(evidence.kind(), collateral, pck);
    if (quote.body() instanceof TdReport report) {
      requireModule(report, collateral.tcbInfo());
    }
    requireSignatures(quote, pck, collateral);
    TcbJudgement tcb = judge(quote, pck, collateral);
    TcbInfo tcbInfo = collateral.tcbInfo();
    int evaluationNumber =
        Math.min(tcbInfo.evaluationNumber(), collateral.qeIdentity().evaluationNumber());
    return new Proven(
        evidence.kind(),
        QuoteWorkload.of(quote.body()),
        new Platform(pck.claims().fmspc().hex(), pck.claims().platformIds()),
        Tcb.rated(tcb.status(), tcb.date(), tcb.advisories(), evaluationNumber),
        QuoteFlags.of(quote.body()),
        new Freshness(at, collateral.issuedAt(), collateral.expiresAt(pck)));
  }

  private static Quote parse(Evidence evidence) throws RefusalException {
    Quote quote;
    try {
      quote = QuoteParser.parse(evidence.bytes());
    } catch (MalformedException e) {
      throw new RefusalException(Reason.FORMAT, String.valueOf(e.getMessage()));
    }
    EvidenceKind found =
        switch (quote.body()) {
          case EnclaveReport report -> EvidenceKind.SGX;
          case TdReport report -> EvidenceKind.TDX;
        };
    if (found != evidence.kind()) {
      throw new RefusalException(Reason.FORMAT, "the quote is of " + found);
    }
    return quote;
  }

  /// Step 3.
  private static void requireSubject(
      EvidenceKind kind, VerifiedCollateral collateral, PckCertificate pck)
      throws RefusalException {
    TcbInfo tcbInfo = collateral.tcbInfo();
    String enclave = kind == EvidenceKind.TDX ? "TD_QE" : "QE";
    require(tcbInfo.kind() == kind, Reason.MISMATCH, "TCB Info is of another technology");
    require(
        collateral.qeIdentity().id().equals(enclave),
        Reason.MISMATCH,
        "the QE identity is of another technology");
    require(
        tcbInfo.fmspc().equals(pck.claims().fmspc()),
        Reason.MISMATCH,
        "TCB Info is of another model");
    require(
        tcbInfo.pceId().equals(pck.claims().pceId()),
        Reason.MISMATCH,
        "TCB Info is of another provisioning enclave");
  }

  /// Step 4. Intel demands the attributes to be zero besides being the expected ones.
  private static void requireModule(TdReport report, TcbInfo tcbInfo) throws RefusalException {
    Optional<TdxModule> expected = tcbInfo.module(report.teeTcbSvn().at(1));
    require(
        expected.isPresent()
            && expected.get().mrSigner().equals(report.mrSignerSeam())
            && expected.get().attributes().equals(report.seamAttributes())
            && report.seamAttributes().isZero(),
        Reason.TDX_MODULE,
        "the TDX module is not Intel's");
  }

  /// Steps 5 to 8.
  private static void requireSignatures(
      Quote quote, PckCertificate pck, VerifiedCollateral collateral) throws RefusalException {
    EnclaveReport enclave = quote.quotingEnclave();
    require(
        pck.key().verifies(enclave.bytes().toBytes(), quote.quotingEnclaveSignature().toBytes()),
        Reason.QE_REPORT_SIGNATURE,
        "the platform did not sign the quoting enclave's report");
    Digest vouched =
        Digest.of(quote.attestationKey().toBytes(), quote.authenticationData().toBytes());
    require(
        enclave.reportData().slice(0, Digest.SIZE).equals(Octets.of(vouched.bytes())),
        Reason.QE_REPORT_DATA,
        "the quoting enclave does not vouch for the attestation key");
    collateral.qeIdentity().requireMadeByIntel(enclave);
    EcKey attestationKey =
        EcCurve.P256
            .key(quote.attestationKey())
            .orElseThrow(
                () -> new RefusalException(Reason.SIGNATURE, "the attestation key is no point"));
    require(
        attestationKey.verifies(quote.signed().toBytes(), quote.signature().toBytes()),
        Reason.SIGNATURE,
        "the attestation key did not sign the quote");
  }

  /// Step 9.
  private static TcbJudgement judge(Quote quote, PckCertificate pck, VerifiedCollateral collateral)
      throws RefusalException {
    TcbEvaluation evaluation =
        new TcbEvaluation(
            collateral.tcbInfo(),
            collateral.qeIdentity(),
            pck.claims(),
            quote.quotingEnclave().isvSvn());
    return switch (quote.body()) {
      case EnclaveReport report -> evaluation.sgx();
      case TdReport report -> evaluation.tdx(report.teeTcbSvn(), report.currentTcbSvn());
    };
  }

  private static void require(boolean holds, Reason reason, String detail) throws RefusalException {
    if (!holds) {
      throw new RefusalException(reason, detail);
    }
  }
}
