// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.client.trust.Trust;
import io.cloister.protocol.chain.ChainEvent.JobEnded;
import io.cloister.protocol.chain.Operation.AuthorizeJob;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.Approval;
import io.cloister.protocol.job.FailureCode;
import io.cloister.protocol.job.JobContext;
import io.cloister.protocol.job.Outcome;
import io.cloister.protocol.receipt.Receipt;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The argument holds for a true bundle, and for none in which a single thing is otherwise.
class BundleVerifierTest {
  private final BundleFixture fixture = new BundleFixture();

  @Test
  void provesATrueBundleStepByStep() {
    Verification verification = verify();
    assertThat(verification.failure()).isEmpty();
    assertThat(verification.steps())
        .extracting(Step::name)
        .containsExactly(
            "format",
            "trust",
            "certificates",
            "definition",
            "authorization",
            "declarations",
            "contents",
            "approvals",
            "policy",
            "registrations",
            "assignment",
            "comparison",
            "receipt",
            "mode");
    assertThat(verification.proven().orElseThrow().receipt().mode()).isEqualTo("simulated");
  }

  @Test
  void saysThatTheEvidenceIsSimulated() {
    assertThat(verify().steps().getLast().detail()).contains("SIMULATED");
  }

  @Test
  void namesTheWorkerThatRevealedSomethingElse() {
    fixture.outcomes[1] = new Outcome.Succeeded(Digest.of(new byte[] {66}));
    Verification verification = verify();
    assertThat(verification.failure()).isEmpty();
    assertThat(verification.proven().orElseThrow().dissenting()).containsExactly(fixture.worker(1));
    assertThat(verification.steps().get(11).detail())
        .contains("2 of 3 agree")
        .contains("dissenting: " + fixture.worker(1));
  }

  @Test
  void provesNothingToWhomHasPinnedAnotherChain() {
    Trust other = new Trust(Digest.of(new byte[] {1}), Trust.Simulated.ALLOWED, "some other chain");
    assertThat(failure(new BundleVerifier(other).verify(fixture.build().encode())))
        .isEqualTo("trust");
  }

  @Test
  void refusesSimulatedEvidenceToWhomDoesNotAllowIt() {
    Trust strict = new Trust(fixture.trust().chainId(), Trust.Simulated.REFUSED, "production");
    assertThat(failure(new BundleVerifier(strict).verify(fixture.build().encode())))
        .isEqualTo("registrations");
  }

  @Test
  void refusesAnApprovalThatBeganAfterTheAuthorization() {
    fixture.agreement.bentApproval =
        approval ->
            new Approval(
                approval.definition(),
                approval.declaration(),
                BundleFixture.START + 2001,
                approval.expiresAt());
    assertThat(failure(verify())).isEqualTo("approvals");
  }

  @Test
  void refusesAnApprovalOfSomethingElse() {
    fixture.agreement.bentApproval =
        approval ->
            new Approval(
                Digest.of(new byte[] {9}),
                approval.declaration(),
                approval.approvedAt(),
                approval.expiresAt());
    assertThat(failure(verify())).isEqualTo("approvals");
  }

  @Test
  void refusesADecisionAboutAnotherTenant() {
    fixture.agreement.bentContext =
        context ->
            new JobContext(
                context.jobId(),
                context.definition(),
                context.decision(),
                context.purpose(),
                "metro");
    assertThat(failure(verify())).isEqualTo("policy");
  }

  @Test
  void refusesAnAuthorizationOnOtherTermsThanAgreed() {
    fixture.bentAuthorization =
        terms ->
            new AuthorizeJob(
                terms.jobId(),
                terms.commitment(),
                terms.candidates(),
                1,
                1,
                terms.runSeconds(),
                terms.regions(),
                terms.capabilities(),
                terms.expiresAt());
    assertThat(failure(verify())).isEqualTo("authorization");
  }

  @Test
  void refusesARegistrationThatWasNotTheOneInForce() {
    fixture.bentAssignment = worker -> Digest.of(new byte[] {9});
    assertThat(failure(verify())).isEqualTo("assignment");
  }

  @Test
  void refusesTheReceiptOfAnAgreeingWorkerThatTheChainDoesNotName() {
    fixture.shownReceipt = 1;
    assertThat(failure(verify())).isEqualTo("receipt");
  }

  @Test
  void refusesACommitmentToAnotherJob() {
    fixture.bentAuthorization =
        terms ->
            new AuthorizeJob(
                terms.jobId(),
                Digest.of(new byte[] {1}),
                terms.candidates(),
                terms.replicas(),
                terms.quorum(),
                terms.runSeconds(),
                terms.regions(),
                terms.capabilities(),
                terms.expiresAt());
    assertThat(failure(verify())).isEqualTo("authorization");
  }

  @Test
  void refusesAWorkerThatHeldNoKeys() {
    fixture.bentAuthorization =
        terms ->
            new AuthorizeJob(
                terms.jobId(),
                terms.commitment(),
                terms.candidates().subList(0, 2),
                terms.replicas(),
                terms.quorum(),
                terms.runSeconds(),
                terms.regions(),
                terms.capabilities(),
                terms.expiresAt());
    assertThat(failure(verify())).isEqualTo("assignment");
  }

  @Test
  void refusesTwoWorkersOfOneOperator() {
    BundleFixture sameOperator = new BundleFixture(2);
    Verification verification =
        new BundleVerifier(sameOperator.trust()).verify(sameOperator.build().encode());
    assertThat(failure(verification)).isEqualTo("assignment");
  }

  @Test
  void refusesTheChainsWordWhereTheRevealsSayOtherwise() {
    fixture.outcomes[1] = new Outcome.Failed(FailureCode.TIME_EXCEEDED);
    fixture.bentEnding =
        ending ->
            new JobEnded(
                ending.jobId(),
                ending.round(),
                ending.ending(),
                ending.outcome(),
                ending.receiptWorker(),
                List.of(fixture.worker(0), fixture.worker(1), fixture.worker(2)),
                List.of(),
                List.of(),
                ending.reason());
    assertThat(failure(verify())).isEqualTo("comparison");
  }

  @Test
  void refusesAResultWithoutAQuorum() {
    fixture.outcomes[1] = new Outcome.Failed(FailureCode.TIME_EXCEEDED);
    fixture.outcomes[2] = new Outcome.Succeeded(Digest.of(new byte[] {5}));
    assertThat(failure(verify())).isEqualTo("comparison");
  }

  @Test
  void refusesAReceiptThatClaimsHardware() {
    fixture.bentReceipt = receipt -> with(receipt, "sgx", receipt.resultDigest());
    assertThat(failure(verify())).isEqualTo("receipt");
  }

  @Test
  void refusesAReceiptForAnotherResult() {
    fixture.bentReceipt = receipt -> with(receipt, receipt.mode(), Digest.of(new byte[] {3}));
    assertThat(failure(verify())).isEqualTo("receipt");
  }

  @Test
  void refusesWhatIsNoBundleAtTheFirstStep() {
    assertThat(failure(new BundleVerifier(fixture.trust()).verify(new byte[100])))
        .isEqualTo("format");
  }

  private Verification verify() {
    return new BundleVerifier(fixture.trust()).verify(fixture.build().encode());
  }

  private static String failure(Verification verification) {
    assertThat(verification.valid()).isFalse();
    return verification.failure().orElseThrow().name();
  }

  private static Receipt with(Receipt receipt, String mode, Digest resultDigest) {
    return new Receipt(
        receipt.context(),
        receipt.inputs(),
        receipt.program(),
        resultDigest,
        receipt.sealedResult(),
        receipt.workerId(),
        receipt.measurement(),
        mode,
        receipt.confidenceClass(),
        receipt.evidence(),
        receipt.startedAt(),
        receipt.finishedAt(),
        receipt.policyBundle(),
        receipt.chainId(),
        receipt.assignmentHeight());
  }
}
