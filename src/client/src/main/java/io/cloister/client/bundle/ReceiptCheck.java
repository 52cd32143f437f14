// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.bundle;

import io.cloister.client.bundle.Argument.Proof;
import io.cloister.client.bundle.Comparison.Assignment;
import io.cloister.client.worker.AttestedWorker;
import io.cloister.protocol.chain.Operation.RevealResult;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.job.Outcome;
import io.cloister.protocol.job.SealedContent;
import io.cloister.protocol.receipt.Receipt;
import io.cloister.protocol.receipt.Receipt.InputUsed;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.signature.Verification.Verified;
import java.util.Arrays;
import java.util.List;

/// The receipt says nothing but what the steps before have proven.
final class ReceiptCheck {
  private final BundleParts parts;
  private final Receipt receipt;
  private final AttestedWorker worker;

  private ReceiptCheck(BundleParts parts, Receipt receipt, AttestedWorker worker) {
    this.parts = parts;
    this.receipt = receipt;
    this.worker = worker;
  }

  /// Both signatures are the worker's, the chain names this very statement, and every field equals
  /// what was proven.
  static Proof<Receipt> of(BundleParts parts, List<SealedContent> contents, RunFacts run)
      throws Refuted, MalformedException {
    SignedStatement statement = SignedStatement.decode(parts.bundle().receipt());
    if (!(statement.verify(ContentTypes.RECEIPT, run.worker().keys().signing())
        instanceof Verified verified)) {
      throw new Refuted("the receipt is not signed by worker " + run.worker().id());
    }
    Receipt receipt = Receipt.decode(verified.payload());
    ReceiptCheck check = new ReceiptCheck(parts, receipt, run.worker());
    check.work(contents);
    check.result(run.reveal());
    check.enclave();
    check.circumstances(run.assignment());
    return new Proof<>(
        receipt,
        "signed by worker %s (Ed25519 and ML-DSA-44): every field is proven"
            .formatted(run.worker().id()));
  }

  /// What the chain tells about the run.
  ///
  /// @param worker whose receipt it is
  /// @param assignment of the last round
  /// @param reveal what that worker revealed
  record RunFacts(AttestedWorker worker, Assignment assignment, RevealResult reveal) {}

  private void work(List<SealedContent> contents) throws Refuted {
    List<InputUsed> used =
        contents.stream()
            .map(content -> new InputUsed(content.declaration(), content.ciphertext()))
            .toList();
    Refuted.unless(receipt.context().equals(parts.context()), "the receipt is for another job");
    Refuted.unless(receipt.inputs().equals(used), "the receipt names other inputs");
    Refuted.unless(
        receipt.program().equals(parts.definition().program().digest()),
        "the receipt names another program");
    Refuted.unless(
        receipt.policyBundle().equals(Digest.of(parts.bundle().decision().policyBundle())),
        "the receipt names another policy");
  }

  private void result(RevealResult reveal) throws Refuted {
    Refuted.unless(
        reveal.outcome().equals(new Outcome.Succeeded(receipt.resultDigest())),
        "the receipt names another result than was revealed");
    Refuted.unless(
        receipt.sealedResult().equals(reveal.sealedResult()),
        "the receipt names another sealed result than was revealed");
  }

  private void enclave() throws Refuted {
    AttestedWorker.PlatformFacts platform = worker.platform();
    Refuted.unless(receipt.workerId().equals(worker.id()), "the receipt names another worker");
    Refuted.unless(
        Arrays.equals(receipt.measurement(), platform.measurement().octets().toBytes())
            && receipt.mode().equals(platform.mode())
            && receipt.confidenceClass() == platform.confidenceClass()
            && receipt.evidence().equals(platform.evidence()),
        "the receipt describes another enclave than the evidence");
  }

  private void circumstances(Assignment assignment) throws Refuted {
    Refuted.unless(
        receipt.chainId().equals(parts.genesis().digest()), "the receipt is for another chain");
    Refuted.unless(
        receipt.assignmentHeight() == assignment.height(), "the receipt names another assignment");
    Refuted.unless(
        receipt.startedAt() <= receipt.finishedAt(), "the receipt's run ends before it starts");
  }
}
