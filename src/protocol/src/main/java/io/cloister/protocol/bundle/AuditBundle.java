// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.bundle;

import io.cloister.protocol.chain.EntryProof;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.JobContext;
import io.cloister.protocol.job.JobDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Everything an auditor needs to check one FINAL job offline. It is evidence, not trust: each part
/// is either bound by a digest or signature that another part carries, or refused.
///
/// @param genesis the encoded genesis; trusted only if its digest is the one the auditor has pinned
/// @param agreement what the parties agreed on
/// @param decision the policy decision
/// @param registrations proofs of the registration of each worker that revealed, in the order of
///   their ids
/// @param history proofs of the job's own entries in the order of the chain: authorization,
///   commitments, reveals, and whatever ended it
/// @param receipt the signed receipt
public record AuditBundle(
    byte[] genesis,
    Agreement agreement,
    Decision decision,
    List<EntryProof> registrations,
    List<EntryProof> history,
    byte[] receipt)
    implements Encodable {
  /// Largest encoding in bytes.
  public static final int MAX_BYTES = 64 * 1024 * 1024;

  private static final int VERSION = 1;
  private static final int MAX_STATEMENT = 512 * 1024;
  private static final int MAX_POLICY = 4 * 1024 * 1024;
  private static final int MAX_INPUTS = 16;
  private static final int MAX_PROOFS = 1024;

  /// Copies the lists and arrays.
  public AuditBundle {
    genesis = genesis.clone();
    registrations = List.copyOf(registrations);
    history = List.copyOf(history);
    receipt = receipt.clone();
  }

  /// What the parties agreed on.
  ///
  /// @param definition the encoded definition
  /// @param inputs the owners' statements, in the order of the definition
  public record Agreement(byte[] definition, List<InputStatements> inputs) implements Encodable {
    /// Copies the list and array.
    public Agreement {
      definition = definition.clone();
      inputs = List.copyOf(inputs);
    }

    @Override
    public void write(CborWriter out) {
      out.map(2).key(1).bytes(definition).key(2).items(inputs);
    }

    static Agreement read(CborReader in) throws MalformedException {
      in.map(2);
      return new Agreement(
          in.key(1).bytes(JobDefinition.MAX_BYTES),
          in.key(2).list(MAX_INPUTS, InputStatements::read));
    }

    @Override
    public byte[] definition() {
      return definition.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Agreement that
          && Arrays.equals(definition, that.definition)
          && inputs.equals(that.inputs);
    }

    @Override
    public int hashCode() {
      return Objects.hash(Arrays.hashCode(definition), inputs);
    }
  }

  /// An owner's signed statements about one input.
  ///
  /// @param declaration what the dataset is
  /// @param content which ciphertext stands for it
  /// @param approval that the definition may use it
  public record InputStatements(byte[] declaration, byte[] content, byte[] approval)
      implements Encodable {
    /// Copies the arrays.
    public InputStatements {
      declaration = declaration.clone();
      content = content.clone();
      approval = approval.clone();
    }

    @Override
    public void write(CborWriter out) {
      out.map(3).key(1).bytes(declaration).key(2).bytes(content).key(3).bytes(approval);
    }

    static InputStatements read(CborReader in) throws MalformedException {
      in.map(3);
      return new InputStatements(
          in.key(1).bytes(MAX_STATEMENT),
          in.key(2).bytes(MAX_STATEMENT),
          in.key(3).bytes(MAX_STATEMENT));
    }

    @Override
    public byte[] declaration() {
      return declaration.clone();
    }

    @Override
    public byte[] content() {
      return content.clone();
    }

    @Override
    public byte[] approval() {
      return approval.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof InputStatements that && Arrays.equals(encode(), that.encode());
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(encode());
    }
  }

  /// The policy decision that allowed the job, and what opens the job's commitment on the chain.
  ///
  /// @param context which job
  /// @param salt opens the commitment
  /// @param record the encoded decision record
  /// @param policyBundle the encoded policy bundle
  public record Decision(JobContext context, byte[] salt, byte[] record, byte[] policyBundle)
      implements Encodable {
    /// Copies the arrays.
    public Decision {
      salt = salt.clone();
      record = record.clone();
      policyBundle = policyBundle.clone();
    }

    @Override
    public void write(CborWriter out) {
      out.map(4).key(1).item(context).key(2).bytes(salt);
      out.key(3).bytes(record).key(4).bytes(policyBundle);
    }

    static Decision read(CborReader in) throws MalformedException {
      in.map(4);
      return new Decision(
          JobContext.read(in.key(1)),
          in.key(2).exactBytes(JobContext.SALT_BYTES),
          in.key(3).bytes(MAX_POLICY),
          in.key(4).bytes(MAX_POLICY));
    }

    @Override
    public byte[] salt() {
      return salt.clone();
    }

    @Override
    public byte[] record() {
      return record.clone();
    }

    @Override
    public byte[] policyBundle() {
      return policyBundle.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Decision that && Arrays.equals(encode(), that.encode());
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(encode());
    }
  }

  @Override
  public void write(CborWriter out) {
    out.map(7).key(1).integer(VERSION).key(2).bytes(genesis).key(3).item(agreement);
    out.key(4).item(decision).key(5).items(registrations).key(6).items(history);
    out.key(7).bytes(receipt);
  }

  /// Reads what [#write] wrote.
  public static AuditBundle read(CborReader in) throws MalformedException {
    in.map(7).key(1).integer(VERSION, VERSION);
    return new AuditBundle(
        in.key(2).bytes(Genesis.MAX_BYTES),
        Agreement.read(in.key(3)),
        Decision.read(in.key(4)),
        in.key(5).list(MAX_PROOFS, EntryProof::read),
        in.key(6).list(MAX_PROOFS, EntryProof::read),
        in.key(7).bytes(MAX_STATEMENT));
  }

  /// Decodes a whole encoding.
  public static AuditBundle decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, AuditBundle::read);
  }

  @Override
  public byte[] genesis() {
    return genesis.clone();
  }

  @Override
  public byte[] receipt() {
    return receipt.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AuditBundle that && Arrays.equals(encode(), that.encode());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(encode());
  }

  @Override
  public String toString() {
    return "AuditBundle[" + Digest.of(encode()) + "]";
  }
}
