// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.chain;

import io.cloister.protocol.checkpoint.Roster;
import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.HybridPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where a chain starts, and whom it takes at their word. Its digest is the chain's id: whoever has
/// pinned that digest trusts more than two thirds of these gatekeepers, and nobody else.
///
/// @param name what people call the chain
/// @param createdAt milliseconds since 1970
/// @param gatekeepers the first validators
/// @param operators who may run workers
/// @param gateways who may authorize jobs
/// @param appraisalPolicy the appraisal policy for workers, JSON
/// @param policies digests of the policy bundles that jobs may be decided by
/// @param simulatedRoot signs simulated evidence; without it none can be verified
/// @param parameters times and bounds
public record Genesis(
    String name,
    long createdAt,
    Roster gatekeepers,
    List<Party> operators,
    List<Party> gateways,
    byte[] appraisalPolicy,
    List<Digest> policies,
    @Nullable HybridPublicKey simulatedRoot,
    ChainParameters parameters)
    implements Encodable {
  private static final int MAX_POLICIES = 64;
  private static final int MAX_POLICY = 256 * 1024;

  /// Largest encoding in bytes.
  public static final int MAX_BYTES = 1024 * 1024;

  /// Checks the limits of this record.
  public Genesis {
    operators = List.copyOf(operators);
    gateways = List.copyOf(gateways);
    appraisalPolicy = appraisalPolicy.clone();
    policies = List.copyOf(policies);
  }

  @Override
  public void write(CborWriter out) {
    out.map(9)
        .key(1)
        .text(name)
        .key(2)
        .integer(createdAt)
        .key(3)
        .item(gatekeepers)
        .key(4)
        .items(operators)
        .key(5)
        .items(gateways)
        .key(6)
        .bytes(appraisalPolicy)
        .key(7)
        .items(policies)
        .key(8)
        .optional(simulatedRoot)
        .key(9)
        .item(parameters);
  }

  /// Reads what [#write] wrote.
  public static Genesis read(CborReader in) throws MalformedException {
    in.map(9);
    return new Genesis(
        in.key(1).text(MAX_NAME),
        in.key(2).integer(0, Long.MAX_VALUE),
        Roster.read(in.key(3)),
        in.key(4).list(MAX_PARTIES, Party::read),
        in.key(5).list(MAX_PARTIES, Party::read),
        in.key(6).bytes(MAX_POLICY),
        in.key(7).list(MAX_POLICIES, Digest::read),
        in.key(8).optional(HybridPublicKey::read),
        ChainParameters.read(in.key(9)));
  }

  /// Decodes a whole encoding.
  public static Genesis decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, Genesis::read);
  }

  private static final int MAX_NAME = 128;
  private static final int MAX_PARTIES = 1024;

  @Override
  public byte[] appraisalPolicy() {
    return appraisalPolicy.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Genesis that
        && name.equals(that.name)
        && createdAt == that.createdAt
        && gatekeepers.equals(that.gatekeepers)
        && operators.equals(that.operators)
        && gateways.equals(that.gateways)
        && Arrays.equals(appraisalPolicy, that.appraisalPolicy)
        && policies.equals(that.policies)
        && Objects.equals(simulatedRoot, that.simulatedRoot)
        && parameters.equals(that.parameters);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        name,
        createdAt,
        gatekeepers,
        operators,
        gateways,
        Arrays.hashCode(appraisalPolicy),
        policies,
        simulatedRoot,
        parameters);
  }

  @Override
  public String toString() {
    return "Genesis[" + digest() + "]";
  }
}
