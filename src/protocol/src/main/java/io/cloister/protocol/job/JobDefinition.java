// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import java.util.List;

/// What the parties agree on: immutable, and named by its digest. Nothing runs without the
/// signature of every input's owner over exactly this digest.
///
/// @param tenant who proposes it
/// @param name what people call it
/// @param program what is run
/// @param inputs on which data
/// @param purpose for which purpose (a W3C DPV term)
/// @param recipients for whom
/// @param parameters what each job may vary
/// @param constraints how
/// @param createdAt milliseconds since 1970
/// @param expiresAt milliseconds since 1970; no job starts later
public record JobDefinition(
    String tenant,
    String name,
    Program program,
    List<Input> inputs,
    String purpose,
    List<Recipient> recipients,
    List<Column> parameters,
    Constraints constraints,
    long createdAt,
    long expiresAt)
    implements Encodable {
  private static final int MAX_PARAMETERS = 64;

  /// Largest encoding in bytes.
  public static final int MAX_BYTES = 256 * 1024;

  /// Checks the limits of this record.
  public JobDefinition {
    Identifiers.requireTenant(tenant);
    Identifiers.requireTerm("name", name);
    Identifiers.requireTerm("purpose", purpose);
    Identifiers.requireDistinct("inputs", inputs, Input::table);
    Identifiers.requireDistinct("parameters", parameters, Column::name);
    if (inputs.isEmpty() || recipients.isEmpty()) {
      throw new IllegalArgumentException("inputs and recipients must not be empty");
    }
    if (expiresAt <= createdAt) {
      throw new IllegalArgumentException("expiresAt must be after createdAt");
    }
    inputs = List.copyOf(inputs);
    recipients = List.copyOf(recipients);
    parameters = List.copyOf(parameters);
  }

  @Override
  public void write(CborWriter out) {
    out.map(10)
        .key(1)
        .text(tenant)
        .key(2)
        .text(name)
        .key(3)
        .item(program)
        .key(4)
        .items(inputs)
        .key(5)
        .text(purpose)
        .key(6)
        .items(recipients)
        .key(7)
        .items(parameters)
        .key(8)
        .item(constraints)
        .key(9)
        .integer(createdAt)
        .key(10)
        .integer(expiresAt);
  }

  /// Reads what [#write] wrote.
  public static JobDefinition read(CborReader in) throws MalformedException {
    in.map(10);
    return new JobDefinition(
        in.key(1).text(Identifiers.MAX_BYTES),
        in.key(2).text(Identifiers.MAX_BYTES),
        Program.read(in.key(3)),
        in.key(4).list(MAX_INPUTS, Input::read),
        in.key(5).text(Identifiers.MAX_BYTES),
        in.key(6).list(MAX_RECIPIENTS, Recipient::read),
        in.key(7).list(MAX_PARAMETERS, Column::read),
        Constraints.read(in.key(8)),
        in.key(9).integer(0, Long.MAX_VALUE),
        in.key(10).integer(0, Long.MAX_VALUE));
  }

  /// Decodes a whole encoding.
  public static JobDefinition decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, JobDefinition::read);
  }

  private static final int MAX_INPUTS = 16;
  private static final int MAX_RECIPIENTS = 16;
}
