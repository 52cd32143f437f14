// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import java.nio.ByteBuffer;
import java.util.UUID;

/// The name of one job: 16 bytes on the wire, a UUID to people.
///
/// @param value the UUID
public record JobId(UUID value) implements Encodable, Comparable<JobId> {
  /// Size in bytes on the wire.
  public static final int SIZE = 16;

  private static final int TEXT_LENGTH = 36;

  /// Reads the usual 36-character form of a UUID.
  ///
  /// @throws MalformedException if the text is anything else
  public static JobId parse(String text) throws MalformedException {
    try {
      UUID uuid = UUID.fromString(text);
      if (text.length() == TEXT_LENGTH) {
        return new JobId(uuid);
      }
    } catch (IllegalArgumentException e) {
      throw new MalformedException("expected a UUID", e);
    }
    throw new MalformedException("expected a UUID of 36 characters");
  }

  /// The 16 bytes of the UUID.
  public byte[] bytes() {
    return ByteBuffer.allocate(SIZE)
        .putLong(value.getMostSignificantBits())
        .putLong(value.getLeastSignificantBits())
        .array();
  }

  @Override
  public void write(CborWriter out) {
    out.bytes(bytes());
  }

  /// Reads what [#write] wrote.
  public static JobId read(CborReader in) throws MalformedException {
    ByteBuffer bytes = ByteBuffer.wrap(in.exactBytes(SIZE));
    return new JobId(new UUID(bytes.getLong(), bytes.getLong()));
  }

  @Override
  public int compareTo(JobId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
