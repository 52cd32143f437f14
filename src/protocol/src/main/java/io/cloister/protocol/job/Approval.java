// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;

/// An owner's consent to one definition over one dataset, signed by the key in its declaration.
///
/// @param definition the definition agreed to
/// @param declaration the dataset it may use
/// @param approvedAt milliseconds since 1970
/// @param expiresAt milliseconds since 1970
public record Approval(Digest definition, Digest declaration, long approvedAt, long expiresAt)
    implements Encodable {
  /// Largest encoding in bytes.
  public static final int MAX_BYTES = 256;

  /// Checks the limits of this record.
  public Approval {
    if (expiresAt <= approvedAt) {
      throw new IllegalArgumentException("expiresAt must be after approvedAt");
    }
  }

  @Override
  public void write(CborWriter out) {
    out.map(4)
        .key(1)
        .item(definition)
        .key(2)
        .item(declaration)
        .key(3)
        .integer(approvedAt)
        .key(4)
        .integer(expiresAt);
  }

  /// Reads what [#write] wrote.
  public static Approval read(CborReader in) throws MalformedException {
    in.map(4);
    return new Approval(
        Digest.read(in.key(1)),
        Digest.read(in.key(2)),
        in.key(3).integer(0, Long.MAX_VALUE),
        in.key(4).integer(0, Long.MAX_VALUE));
  }

  /// Decodes a whole encoding.
  public static Approval decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, Approval::read);
  }

  /// Whether this approval is in force at an instant.
  ///
  /// @param millis milliseconds since 1970
  public boolean isInForceAt(long millis) {
    return approvedAt <= millis && millis < expiresAt;
  }
}
