// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import java.util.Arrays;
import java.util.Objects;

/// One input of a job as its worker gets it.
///
/// @param declaration the declaration, as signed by the owner
/// @param content the owner's signed word on the ciphertext
/// @param approval the owner's signed approval
/// @param grant the data key, sealed to this worker
public record OrderInput(byte[] declaration, byte[] content, byte[] approval, KeyGrant grant)
    implements Encodable {
  private static final int MAX_STATEMENT = 512 * 1024;

  /// Checks the limits of this record.
  public OrderInput {
    declaration = declaration.clone();
    content = content.clone();
    approval = approval.clone();
  }

  @Override
  public void write(CborWriter out) {
    out.map(4)
        .key(1)
        .bytes(declaration)
        .key(2)
        .bytes(content)
        .key(3)
        .bytes(approval)
        .key(4)
        .item(grant);
  }

  /// Reads what [#write] wrote.
  public static OrderInput read(CborReader in) throws MalformedException {
    in.map(4);
    return new OrderInput(
        in.key(1).bytes(MAX_STATEMENT),
        in.key(2).bytes(MAX_STATEMENT),
        in.key(3).bytes(MAX_STATEMENT),
        KeyGrant.read(in.key(4)));
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
    return other instanceof OrderInput that
        && Arrays.equals(declaration, that.declaration)
        && Arrays.equals(content, that.content)
        && Arrays.equals(approval, that.approval)
        && grant.equals(that.grant);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        Arrays.hashCode(declaration), Arrays.hashCode(content), Arrays.hashCode(approval), grant);
  }

  @Override
  public String toString() {
    return "OrderInput[" + digest() + "]";
  }
}
