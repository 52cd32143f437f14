// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.envelope;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import java.util.Arrays;
import java.util.Objects;

/// What messages are sealed to: the public half of a recipient's key pair.
///
/// @param suite the cipher suite to seal with
/// @param bytes the serialized KEM public key
public record RecipientKey(Suite suite, byte[] bytes) implements Encodable {
  private static final int MAX_KEY = 1216;

  /// Largest encoding in bytes.
  public static final int MAX_BYTES = 2048;

  /// Checks the limits of this record.
  public RecipientKey {
    bytes = bytes.clone();
  }

  @Override
  public void write(CborWriter out) {
    out.map(2).key(1).integer(suite.wireId()).key(2).bytes(bytes);
  }

  /// Reads what [#write] wrote.
  public static RecipientKey read(CborReader in) throws MalformedException {
    in.map(2);
    return new RecipientKey(Suite.of(in.key(1).integer()), in.key(2).bytes(MAX_KEY));
  }

  /// Decodes a whole encoding.
  public static RecipientKey decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, RecipientKey::read);
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecipientKey that
        && suite.equals(that.suite)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(suite, Arrays.hashCode(bytes));
  }

  @Override
  public String toString() {
    return "RecipientKey[" + digest() + "]";
  }
}
