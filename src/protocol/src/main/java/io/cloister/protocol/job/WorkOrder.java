// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.envelope.SealedEnvelope;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// All that a worker needs to run a job, sealed to it by the gateway. The worker believes none of
/// it before it has checked each signature and digest itself.
///
/// @param context which job
/// @param request what the parameters are bound to
/// @param definition the encoded definition
/// @param inputs in the order of the definition
/// @param parameters the job's parameters, sealed to this worker
/// @param decision the encoded policy decision record
/// @param policyBundle the encoded policy bundle it was made by
/// @param salt opens the commitment on the chain
public record WorkOrder(
    JobContext context,
    RequestContext request,
    byte[] definition,
    List<OrderInput> inputs,
    SealedEnvelope parameters,
    byte[] decision,
    byte[] policyBundle,
    byte[] salt)
    implements Encodable {
  private static final int MAX_POLICY = 4 * 1024 * 1024;

  /// Largest encoding in bytes.
  public static final int MAX_BYTES = 12 * 1024 * 1024;

  /// Checks the limits of this record.
  public WorkOrder {
    inputs = List.copyOf(inputs);
    definition = definition.clone();
    decision = decision.clone();
    policyBundle = policyBundle.clone();
    salt = salt.clone();
  }

  @Override
  public void write(CborWriter out) {
    out.map(8)
        .key(1)
        .item(context)
        .key(2)
        .item(request)
        .key(3)
        .bytes(definition)
        .key(4)
        .items(inputs)
        .key(5)
        .item(parameters)
        .key(6)
        .bytes(decision)
        .key(7)
        .bytes(policyBundle)
        .key(8)
        .bytes(salt);
  }

  /// Reads what [#write] wrote.
  public static WorkOrder read(CborReader in) throws MalformedException {
    in.map(8);
    return new WorkOrder(
        JobContext.read(in.key(1)),
        RequestContext.read(in.key(2)),
        in.key(3).bytes(JobDefinition.MAX_BYTES),
        in.key(4).list(MAX_INPUTS, OrderInput::read),
        SealedEnvelope.read(in.key(5)),
        in.key(6).bytes(MAX_DECISION),
        in.key(7).bytes(MAX_POLICY),
        in.key(8).exactBytes(JobContext.SALT_BYTES));
  }

  /// Decodes a whole encoding.
  public static WorkOrder decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, WorkOrder::read);
  }

  private static final int MAX_INPUTS = 16;
  private static final int MAX_DECISION = 1024 * 1024;

  @Override
  public byte[] definition() {
    return definition.clone();
  }

  @Override
  public byte[] decision() {
    return decision.clone();
  }

  @Override
  public byte[] policyBundle() {
    return policyBundle.clone();
  }

  @Override
  public byte[] salt() {
    return salt.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WorkOrder that
        && context.equals(that.context)
        && request.equals(that.request)
        && Arrays.equals(definition, that.definition)
        && inputs.equals(that.inputs)
        && parameters.equals(that.parameters)
        && Arrays.equals(decision, that.decision)
        && Arrays.equals(policyBundle, that.policyBundle)
        && Arrays.equals(salt, that.salt);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        context,
        request,
        Arrays.hashCode(definition),
        inputs,
        parameters,
        Arrays.hashCode(decision),
        Arrays.hashCode(policyBundle),
        Arrays.hashCode(salt));
  }

  @Override
  public String toString() {
    return "WorkOrder[" + digest() + "]";
  }
}
