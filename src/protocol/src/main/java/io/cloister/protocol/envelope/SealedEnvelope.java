// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.envelope;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import java.util.Arrays;
import java.util.Objects;

/// A message that only its recipient can open.
///
/// @param suite the cipher suite it was sealed with
/// @param enc the encapsulated key
/// @param ciphertext the padded message, encrypted and authenticated
public record SealedEnvelope(Suite suite, byte[] enc, byte[] ciphertext) implements Encodable {
  private static final int MAX_ENC = 1120;

  /// Largest ciphertext in bytes.
  public static final int MAX_CIPHERTEXT = 17 * 1024 * 1024;

  /// Largest encoding in bytes.
  public static final int MAX_BYTES = MAX_CIPHERTEXT + 2048;

  /// Checks the limits of this record.
  public SealedEnvelope {
    enc = enc.clone();
    ciphertext = ciphertext.clone();
  }

  @Override
  public void write(CborWriter out) {
    out.map(3).key(1).integer(suite.wireId()).key(2).bytes(enc).key(3).bytes(ciphertext);
  }

  /// Reads what [#write] wrote.
  public static SealedEnvelope read(CborReader in) throws MalformedException {
    in.map(3);
    return new SealedEnvelope(
        Suite.of(in.key(1).integer()), in.key(2).bytes(MAX_ENC), in.key(3).bytes(MAX_CIPHERTEXT));
  }

  /// Decodes a whole encoding.
  public static SealedEnvelope decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, SealedEnvelope::read);
  }

  @Override
  public byte[] enc() {
    return enc.clone();
  }

  @Override
  public byte[] ciphertext() {
    return ciphertext.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SealedEnvelope that
        && suite.equals(that.suite)
        && Arrays.equals(enc, that.enc)
        && Arrays.equals(ciphertext, that.ciphertext);
  }

  @Override
  public int hashCode() {
    return Objects.hash(suite, Arrays.hashCode(enc), Arrays.hashCode(ciphertext));
  }

  @Override
  public String toString() {
    return "SealedEnvelope[" + digest() + "]";
  }
}
