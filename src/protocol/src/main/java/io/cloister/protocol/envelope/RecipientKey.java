// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.envelope;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import java.util.Arrays;
import java.util.Objects;

/// Whom an envelope is sealed to. Says nothing of who holds the private half: that is for evidence
/// or a signed declaration to show, by this key's [#digest()].
///
/// @param suite the suite under which the key, and nothing but it, is used
/// @param bytes the public key as the suite serialises it
public record RecipientKey(Suite suite, byte[] bytes) implements Encodable {
  /// The longest encoding in bytes.
  public static final int MAX_BYTES = 2048;

  /// Copies the key.
  ///
  /// @throws IllegalArgumentException if the suite has no such key
  public RecipientKey {
    if (bytes.length != suite.publicKeyLength()) {
      throw new IllegalArgumentException(suite + " has no keys of " + bytes.length + " bytes");
    }
    bytes = bytes.clone();
    new Hpke(suite).requirePublicKey(bytes);
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public void write(CborWriter out) {
    out.map(2).key(1).integer(suite.wireId()).key(2).bytes(bytes);
  }

  /// Reads what [#write] wrote.
  public static RecipientKey read(CborReader in) throws MalformedException {
    Suite suite = Suite.of(in.map(2).key(1).integer());
    return new RecipientKey(suite, in.key(2).exactBytes(suite.publicKeyLength()));
  }

  /// Reads exactly one key.
  public static RecipientKey decode(byte[] encoding) throws MalformedException {
    return CborReader.whole(encoding, MAX_BYTES, RecipientKey::read);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecipientKey that
        && suite == that.suite
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(suite, Arrays.hashCode(bytes));
  }

  @Override
  public String toString() {
    return "RecipientKey[" + suite + " " + digest().hex() + "]";
  }
}
