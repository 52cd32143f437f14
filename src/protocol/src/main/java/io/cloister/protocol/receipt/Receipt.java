// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.receipt;

import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.JobContext;
import io.cloister.protocol.signature.KeyId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Which program ran, on whose data, for which purpose, under which decision, in which enclave,
/// with which result: a worker's signed statement.
///
/// @param context the job, its definition, decision, purpose and submitter
/// @param inputs the datasets, in the definition's order
/// @param program digest of the program
/// @param resultDigest keyed digest of the result
/// @param sealedResult digest of the sealed result
/// @param workerId who signs
/// @param measurement what the worker's evidence says it runs
/// @param mode the kind of evidence: simulated, sgx, tdx or snp
/// @param confidenceClass how far the platform is trusted, 1 is best
/// @param evidence digest of the evidence
/// @param startedAt milliseconds since 1970, by the worker's clock
/// @param finishedAt milliseconds since 1970, by the worker's clock
/// @param policyBundle the policy that the enclave decided by
/// @param chainId the chain that assigned the job
/// @param assignmentHeight the block that assigned it
public record Receipt(
    JobContext context,
    List<InputUsed> inputs,
    Digest program,
    Digest resultDigest,
    Digest sealedResult,
    KeyId workerId,
    byte[] measurement,
    String mode,
    int confidenceClass,
    Digest evidence,
    long startedAt,
    long finishedAt,
    Digest policyBundle,
    Digest chainId,
    long assignmentHeight)
    implements Encodable {
  private static final int MAX_INPUTS = 16;

  /// Largest encoding in bytes.
  public static final int MAX_BYTES = 64 * 1024;

  /// Checks the limits of this record.
  public Receipt {
    inputs = List.copyOf(inputs);
    measurement = measurement.clone();
  }

  @Override
  public void write(CborWriter out) {
    out.map(15)
        .key(1)
        .item(context)
        .key(2)
        .items(inputs)
        .key(3)
        .item(program)
        .key(4)
        .item(resultDigest)
        .key(5)
        .item(sealedResult)
        .key(6)
        .item(workerId)
        .key(7)
        .bytes(measurement)
        .key(8)
        .text(mode)
        .key(9)
        .integer(confidenceClass)
        .key(10)
        .item(evidence)
        .key(11)
        .integer(startedAt)
        .key(12)
        .integer(finishedAt)
        .key(13)
        .item(policyBundle)
        .key(14)
        .item(chainId)
        .key(15)
        .integer(assignmentHeight);
  }

  /// Reads what [#write] wrote.
  public static Receipt read(CborReader in) throws MalformedException {
    in.map(15);
    return new Receipt(
        JobContext.read(in.key(1)),
        in.key(2).list(MAX_INPUTS, InputUsed::read),
        Digest.read(in.key(3)),
        Digest.read(in.key(4)),
        Digest.read(in.key(5)),
        KeyId.read(in.key(6)),
        in.key(7).bytes(ChainEvent.MAX_MEASUREMENT),
        in.key(8).text(Operation.MAX_TEXT),
        (int) in.key(9).integer(1, 5),
        Digest.read(in.key(10)),
        in.key(11).integer(0, Long.MAX_VALUE),
        in.key(12).integer(0, Long.MAX_VALUE),
        Digest.read(in.key(13)),
        Digest.read(in.key(14)),
        in.key(15).integer(0, Long.MAX_VALUE));
  }

  /// Decodes a whole encoding.
  public static Receipt decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, Receipt::read);
  }

  /// One dataset that was used.
  ///
  /// @param declaration the dataset
  /// @param ciphertext SHA-256 of the ciphertext that was read
  public record InputUsed(Digest declaration, Digest ciphertext) implements Encodable {
    @Override
    public void write(CborWriter out) {
      out.map(2).key(1).item(declaration).key(2).item(ciphertext);
    }

    static InputUsed read(CborReader in) throws MalformedException {
      in.map(2);
      return new InputUsed(Digest.read(in.key(1)), Digest.read(in.key(2)));
    }
  }

  @Override
  public byte[] measurement() {
    return measurement.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Receipt that
        && context.equals(that.context)
        && inputs.equals(that.inputs)
        && program.equals(that.program)
        && resultDigest.equals(that.resultDigest)
        && sealedResult.equals(that.sealedResult)
        && workerId.equals(that.workerId)
        && Arrays.equals(measurement, that.measurement)
        && mode.equals(that.mode)
        && confidenceClass == that.confidenceClass
        && evidence.equals(that.evidence)
        && startedAt == that.startedAt
        && finishedAt == that.finishedAt
        && policyBundle.equals(that.policyBundle)
        && chainId.equals(that.chainId)
        && assignmentHeight == that.assignmentHeight;
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        context,
        inputs,
        program,
        resultDigest,
        sealedResult,
        workerId,
        Arrays.hashCode(measurement),
        mode,
        confidenceClass,
        evidence,
        startedAt,
        finishedAt,
        policyBundle,
        chainId,
        assignmentHeight);
  }

  @Override
  public String toString() {
    return "Receipt[" + digest() + "]";
  }
}
