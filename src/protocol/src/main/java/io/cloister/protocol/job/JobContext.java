// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import java.nio.charset.StandardCharsets;

/// Which job this is: what every sealed message of the job is bound to.
///
/// @param jobId the job
/// @param definition the definition it runs
/// @param decision the policy decision that allowed it
/// @param purpose for which purpose
/// @param tenant who submitted it
public record JobContext(
    JobId jobId, Digest definition, Digest decision, String purpose, String tenant)
    implements Encodable {
  /// Size in bytes of the salt of a commitment.
  public static final int SALT_BYTES = 32;

  /// Largest encoding in bytes.
  public static final int MAX_BYTES = 1024;

  @Override
  public void write(CborWriter out) {
    out.map(5)
        .key(1)
        .item(jobId)
        .key(2)
        .item(definition)
        .key(3)
        .item(decision)
        .key(4)
        .text(purpose)
        .key(5)
        .text(tenant);
  }

  /// Reads what [#write] wrote.
  public static JobContext read(CborReader in) throws MalformedException {
    in.map(5);
    return new JobContext(
        JobId.read(in.key(1)),
        Digest.read(in.key(2)),
        Digest.read(in.key(3)),
        in.key(4).text(Identifiers.MAX_BYTES),
        in.key(5).text(Identifiers.MAX_BYTES));
  }

  /// Decodes a whole encoding.
  public static JobContext decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, JobContext::read);
  }

  /// What the chain is told about this job: nothing, to whoever lacks the salt.
  public Digest commitment(byte[] salt) {
    if (salt.length != SALT_BYTES) {
      throw new IllegalArgumentException("a salt has " + SALT_BYTES + " bytes");
    }
    return Digest.of(Labels.COMMITMENT.getBytes(StandardCharsets.US_ASCII), salt, encode());
  }
}
