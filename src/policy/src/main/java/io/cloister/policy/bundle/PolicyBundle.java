// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.bundle;

import io.cloister.policy.Policy;
import io.cloister.policy.PolicySet;
import io.cloister.policy.json.Json;
import io.cloister.policy.json.JsonReader;
import io.cloister.policy.json.JsonWriter;
import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The policies in force and the schema that they were checked against, under one name: the digest
/// of their canonical encoding. Whoever holds a bundle of the anchored digest decides as everyone
/// else.
///
/// Immutable, and compiled when it is made, so a bundle that exists can decide. A bundle is trusted
/// for its digest alone: compare [#digest] with the anchored one.
public final class PolicyBundle implements Encodable {
  /// Thousands of policies of some kilobytes each.
  public static final int MAX_BYTES = 32 << 20;

  private static final int MAX_POLICY_BYTES = 1 << 20;
  private static final int MAX_ID_BYTES = 256;

  private final SortedMap<String, byte[]> policies;
  private final byte[] schema;
  private final PolicySet compiled;
  private final Digest digest;

  private PolicyBundle(SortedMap<String, byte[]> policies, byte[] schema) {
    this.policies = policies;
    this.schema = schema.clone();
    this.compiled =
        PolicySet.of(
            policies.entrySet().stream()
                .map(policy -> Policy.compile(policy.getKey(), JsonReader.read(policy.getValue())))
                .toList());
    this.digest = Digest.of(encode());
  }

  /// Makes a bundle of Cedar's JSON form of a policy set, and the text of its schema.
  ///
  /// @throws io.cloister.policy.json.PolicyFormatException when the set does not compile
  public static PolicyBundle of(byte[] policySetJson, byte[] schema) {
    TreeMap<String, byte[]> policies = new TreeMap<>();
    PolicySet.parse(policySetJson);
    Json.Members set = JsonReader.read(policySetJson).asMembers();
    for (Map.Entry<String, Json> policy :
        set.require("staticPolicies").asMembers().members().entrySet()) {
      policies.put(policy.getKey(), JsonWriter.canonicalBytes(policy.getValue()));
    }
    return new PolicyBundle(policies, schema);
  }

  /// Decodes a bundle.
  ///
  /// @throws MalformedException when the bytes are not exactly one canonical bundle
  public static PolicyBundle decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, PolicyBundle::read);
  }

  private static PolicyBundle read(CborReader in) throws MalformedException {
    in.map(2).key(1);
    TreeMap<String, byte[]> policies = new TreeMap<>();
    int count = in.array();
    for (int i = 0; i < count; i++) {
      String id = in.map(2).key(1).text(MAX_ID_BYTES);
      byte[] json = in.key(2).bytes(MAX_POLICY_BYTES);
      if (!policies.isEmpty() && policies.lastKey().compareTo(id) >= 0) {
        throw new MalformedException("policies are not in order");
      }
      if (!Arrays.equals(JsonWriter.canonicalBytes(JsonReader.read(json)), json)) {
        throw new MalformedException("a policy is not canonical JSON");
      }
      policies.put(id, json);
    }
    return new PolicyBundle(policies, in.key(2).bytes(MAX_BYTES));
  }

  @Override
  public void write(CborWriter out) {
    out.map(2).key(1).array(policies.size());
    policies.forEach((id, json) -> out.map(2).key(1).text(id).key(2).bytes(json));
    out.key(2).bytes(schema);
  }

  @Override
  public Digest digest() {
    return digest;
  }

  /// The compiled policies.
  public PolicySet policies() {
    return compiled;
  }

  /// The text of the schema.
  public byte[] schema() {
    return schema.clone();
  }
}
