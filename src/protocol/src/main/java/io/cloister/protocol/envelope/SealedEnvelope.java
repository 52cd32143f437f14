// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.envelope;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/// A message that only one recipient can read, bound to what it is for (`info`) and to what it
/// belongs to (`aad`). Says nothing about its sender, and may be sent twice: who must know the
/// sender or see each message once puts a signature, or an id, into the message or its aad.
///
/// Its length tells the message's length only by class; see [Padding]. Data larger than
/// [#MAX_PLAINTEXT_LENGTH] goes through the stream package under a key sealed here.
///
/// @param suite the suite, which must be that of the recipient's key
/// @param enc the encapsulated key
/// @param ciphertext the padded message, encrypted
public record SealedEnvelope(Suite suite, byte[] enc, byte[] ciphertext) implements Encodable {
  /// The longest message: one that sender and recipient can well hold in memory several times.
  public static final int MAX_PLAINTEXT_LENGTH = 16 * 1024 * 1024;

  private static final int MIN_CIPHERTEXT = Padding.classOf(0) + Hpke.TAG_LENGTH;

  /// The longest ciphertext in bytes.
  public static final int MAX_CIPHERTEXT = Padding.classOf(MAX_PLAINTEXT_LENGTH) + Hpke.TAG_LENGTH;

  /// Bytes of CBOR heads and suite number around enc and ciphertext, at most.
  private static final int FRAMING = 32;

  /// The longest encoding, for those who read one from a stream.
  public static final int MAX_BYTES = MAX_CIPHERTEXT + Suite.XWING.encLength() + FRAMING;

  /// Copies the arrays.
  ///
  /// @throws IllegalArgumentException if the lengths are none that sealing gives
  public SealedEnvelope {
    if (enc.length != suite.encLength()
        || ciphertext.length < MIN_CIPHERTEXT
        || ciphertext.length > MAX_CIPHERTEXT) {
      throw new IllegalArgumentException(
          "no " + suite + " envelope has lengths " + enc.length + " and " + ciphertext.length);
    }
    enc = enc.clone();
    ciphertext = ciphertext.clone();
  }

  /// Seals a message.
  ///
  /// @param to the recipient's key, which determines the suite
  /// @param info what the message is for, one constant for each use: "cloister/data-key"
  /// @param aad what the message belongs to, say the digest of a declaration; not part of the
  ///   envelope, and needed again to open it
  /// @param plaintext at most [#MAX_PLAINTEXT_LENGTH] bytes; the caller zeroes it
  /// @throws IllegalArgumentException if the message is too long, or the key is degenerate
  public static SealedEnvelope seal(RecipientKey to, String info, byte[] aad, byte[] plaintext) {
    if (plaintext.length > MAX_PLAINTEXT_LENGTH) {
      throw new IllegalArgumentException("a message of " + plaintext.length + " bytes");
    }
    byte[] padded = Padding.pad(plaintext);
    try {
      Hpke.Sealed sealed = new Hpke(to.suite()).seal(to.bytes(), bound(info), aad, padded);
      return new SealedEnvelope(to.suite(), sealed.enc(), sealed.ciphertext());
    } finally {
      Arrays.fill(padded, (byte) 0);
    }
  }

  /// The HPKE info: this format's name before the use's.
  static byte[] bound(String info) {
    return ("cloister/envelope/v1 " + info).getBytes(StandardCharsets.UTF_8);
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
  public void write(CborWriter out) {
    out.map(3).key(1).integer(suite.wireId()).key(2).bytes(enc).key(3).bytes(ciphertext);
  }

  /// Reads what [#write] wrote.
  public static SealedEnvelope read(CborReader in) throws MalformedException {
    Suite suite = Suite.of(in.map(3).key(1).integer());
    byte[] enc = in.key(2).exactBytes(suite.encLength());
    return new SealedEnvelope(suite, enc, in.key(3).bytes(MAX_CIPHERTEXT));
  }

  /// Reads exactly one envelope.
  public static SealedEnvelope decode(byte[] encoding) throws MalformedException {
    return CborReader.whole(encoding, MAX_BYTES, SealedEnvelope::read);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SealedEnvelope that
        && suite == that.suite
        && Arrays.equals(enc, that.enc)
        && Arrays.equals(ciphertext, that.ciphertext);
  }

  @Override
  public int hashCode() {
    return Objects.hash(suite, Arrays.hashCode(enc), Arrays.hashCode(ciphertext));
  }

  @Override
  public String toString() {
    return "SealedEnvelope[" + suite + ", " + ciphertext.length + " bytes]";
  }
}
